#pragma once

#include "detail/thread_state.hpp"

namespace panamatorch {

// Lets LibTorch's warnings on the calling thread be kept from now on.
void listen_to_warnings() noexcept;

// Tells the listener what the thread's calls have warned of.
void tell_warnings() noexcept;

// Around a call: LibTorch may hold locks where it warns, so that the listener is only told afterwards.
class WarningScope {
   public:
    WarningScope() noexcept {
        if (thread_state.warning_task == WarningTask::listen) [[unlikely]] {
            listen_to_warnings();
        }
    }
    WarningScope(const WarningScope&) = delete;
    WarningScope& operator=(const WarningScope&) = delete;
    ~WarningScope() {
        if (thread_state.warning_task == WarningTask::tell) [[unlikely]] {
            tell_warnings();
        }
    }
};

}  // namespace panamatorch
