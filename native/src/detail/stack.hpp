#pragma once

#include <exception>

namespace panamatorch {

// Thrown where the calling thread's stack is so nearly used up that what was about to be called could overrun it, which
// would be the end of the process. A std::exception, because autograd's engine clears up after no other.
class StackError final : public std::exception {
   public:
    const char* what() const noexcept override {
        return "the thread's stack is nearly used up";
    }
};

// Before LibTorch is called.
void require_stack();

// Before code of the caller's is called, which may need the stack that Java code needs.
void require_stack_for_callback();

}  // namespace panamatorch
