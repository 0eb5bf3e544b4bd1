#pragma once

#include <cstdint>

namespace panamatorch {

// What the guard of a call has to do about warnings on its thread.
enum class WarningTask : uint8_t {
    listen,
    none,
    tell
};

extern constinit thread_local WarningTask warning_task;

// Lets LibTorch's warnings on the calling thread be kept from now on.
void listen_to_warnings() noexcept;

// Tells the listener what the thread's calls have warned of.
void tell_warnings() noexcept;

// Around a call: LibTorch may hold locks where it warns, so that the listener is only told afterwards.
class WarningScope {
   public:
    WarningScope() noexcept {
        if (warning_task == WarningTask::listen) {
            listen_to_warnings();
        }
    }
    WarningScope(const WarningScope&) = delete;
    WarningScope& operator=(const WarningScope&) = delete;
    ~WarningScope() {
        if (warning_task == WarningTask::tell) {
            tell_warnings();
        }
    }
};

}  // namespace panamatorch
