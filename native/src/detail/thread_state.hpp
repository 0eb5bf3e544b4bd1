#pragma once

#include <cstdint>

namespace panamatorch {

struct ThreadMemory;
class Usage;

// What the guard of a call has to do about warnings on its thread.
enum class WarningTask : uint8_t {
    listen,
    none,
    tell
};

// What every call looks at of its thread, plain, so that reading it takes no check of its construction.
struct ThreadState {
    // The lowest addresses that frames of the thread may have, for calls and for callbacks. No frame is high enough
    // until the first one has made the thread look at its stack.
    uintptr_t call_limit = UINTPTR_MAX;
    uintptr_t callback_limit = UINTPTR_MAX;
    // What the thread's calls use; null before the first.
    Usage* usage = nullptr;
    // What the thread has freed; null before its first tensor and once it ends.
    ThreadMemory* memory = nullptr;
    bool memory_ended = false;
    WarningTask warning_task = WarningTask::listen;
};

// A fixed distance from where the thread's own memory begins. A thread-local variable of a library that is loaded later
// is found by a call otherwise, 2 ns each time; the room that the system keeps for such ones is some 1.6 KB, so this is
// the only one.
#if defined(__linux__)
[[gnu::tls_model("initial-exec")]]
#endif
inline constinit thread_local ThreadState thread_state;

}  // namespace panamatorch
