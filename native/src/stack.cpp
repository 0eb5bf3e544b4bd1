#include "detail/stack.hpp"

#include <algorithm>
#include <cstdint>

#if defined(_WIN32)
#include <windows.h>
#else
#include <pthread.h>
#include <unistd.h>
#endif

using namespace panamatorch;

namespace {

// At the end of a Java thread's stack lie its guard zones, of four pages. Above them the JVM keeps 80 KiB free for
// native code, and throws a StackOverflowError into Java code that comes nearer. So a callback needs all that, and 48
// KiB for the frames in which the JVM enters Java, which must not see that error: it has nobody there to throw it to.
constexpr uintptr_t guard_pages = 4;
constexpr uintptr_t callback_room = (80 + 48) * uintptr_t{1024};

// Of a small stack no more than this share is kept free for LibTorch: its operators run in what the JVM keeps free.
constexpr uintptr_t largest_share = 4;

struct Stack {
    uintptr_t end = 0;
    uintptr_t size = 0;
    uintptr_t page = 0;
};

#if defined(_WIN32)

Stack stack() noexcept {
    ULONG_PTR low = 0;
    ULONG_PTR high = 0;
    GetCurrentThreadStackLimits(&low, &high);
    SYSTEM_INFO system;
    GetSystemInfo(&system);
    return {low, high - low, system.dwPageSize};
}

#else

Stack stack() noexcept {
    const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
#if defined(__APPLE__)
    const auto size = static_cast<uintptr_t>(pthread_get_stacksize_np(pthread_self()));
    return {reinterpret_cast<uintptr_t>(pthread_get_stackaddr_np(pthread_self())) - size, size, page};
#else
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return {};
    }
    void* end = nullptr;
    size_t size = 0;
    pthread_attr_getstack(&attributes, &end, &size);
    pthread_attr_destroy(&attributes);
    return {reinterpret_cast<uintptr_t>(end), size, page};
#endif
}

#endif

void find_limits() noexcept {
    const auto [end, size, page] = stack();
    const auto room = guard_pages * page + callback_room;
    thread_state.call_limit = size == 0 ? 0 : end + std::min(room, size / largest_share);
    thread_state.callback_limit = size == 0 ? 0 : end + room;
}

}  // namespace

namespace panamatorch {

void check_frame(uintptr_t frame, const uintptr_t& limit) {
    if (limit == UINTPTR_MAX) {
        find_limits();
    }
    if (frame < limit) {
        throw StackError();
    }
}

}  // namespace panamatorch
