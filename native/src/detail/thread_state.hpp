#pragma once

#include <cstdint>

namespace panamatorch {

class Usage;

// What the guard of a call has to do about warnings on its thread.
enum class WarningTask : uint8_t {
    listen,
    none,
    tell
};

// What every call looks at of its thread. It is one variable, as a thread-local one of a shared library takes a call to
// be found, and plain, so that reading it takes no check of its construction.
struct ThreadState {
    // The lowest addresses that frames of the thread may have, for calls and for callbacks. No frame is high enough
    // until the first one has made the thread look at its stack.
    uintptr_t call_limit = UINTPTR_MAX;
    uintptr_t callback_limit = UINTPTR_MAX;
    // What the thread's calls use; null before the first.
    Usage* usage = nullptr;
    WarningTask warning_task = WarningTask::listen;
};

inline constinit thread_local ThreadState thread_state;

}  // namespace panamatorch
