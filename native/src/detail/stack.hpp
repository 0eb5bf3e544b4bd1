#pragma once

#include "detail/thread_state.hpp"

#include <cstdint>
#include <exception>

#if defined(_WIN32)
#include <intrin.h>
#endif

namespace panamatorch {

// Thrown where the calling thread's stack is so nearly used up that what was about to be called could overrun it, which
// would be the end of the process. A std::exception, because autograd's engine clears up after no other.
class StackError final : public std::exception {
   public:
    const char* what() const noexcept override {
        return "the thread's stack is nearly used up";
    }
};

// Where the stack is now. The address of a variable would not do: AddressSanitizer keeps variables elsewhere.
inline uintptr_t frame_address() noexcept {
#if defined(_WIN32)
    return reinterpret_cast<uintptr_t>(_AddressOfReturnAddress());
#else
    return reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
#endif
}

// Throws for a frame below a limit of the calling thread's, once that is known.
void check_frame(uintptr_t frame, const uintptr_t& limit);

// Before LibTorch is called.
inline void require_stack() {
    if (frame_address() < thread_state.call_limit) [[unlikely]] {
        check_frame(frame_address(), thread_state.call_limit);
    }
}

// Before code of the caller's is called, which may need the stack that Java code needs.
inline void require_stack_for_callback() {
    if (frame_address() < thread_state.callback_limit) [[unlikely]] {
        check_frame(frame_address(), thread_state.callback_limit);
    }
}

}  // namespace panamatorch
