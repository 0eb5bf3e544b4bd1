#pragma once

#include "detail/stack.hpp"
#include "detail/usage.hpp"
#include "detail/warnings.hpp"
#include "panamatorch/error.h"

#include <cstddef>
#include <utility>

namespace panamatorch {

// Classifies the exception in flight, keeps it for the calling thread and returns its status.
pt_status record_current_exception() noexcept;

// The body of every export that returns a status: nothing that it throws gets out.
template <typename Body>
pt_status guard(Body&& body) noexcept {
    const WarningScope warnings;
    const Call call;
    try {
        require_stack();
        std::forward<Body>(body)();
        return PT_OK;
    } catch (...) {
        return record_current_exception();
    }
}

// The body of every export that returns a new object: NULL stands for a failure.
template <typename Body>
auto guard_new(Body&& body) noexcept -> decltype(body()) {
    const WarningScope warnings;
    const Call call;
    try {
        require_stack();
        return std::forward<Body>(body)();
    } catch (...) {
        record_current_exception();
        return nullptr;
    }
}

// The body of a getter that cannot fail: PT_NONE stands for whatever it throws, and no error is recorded.
template <typename Body>
int64_t guard_getter(Body&& body) noexcept {
    try {
        return std::forward<Body>(body)();
    } catch (...) {
        return PT_NONE;
    }
}

// Thrown where an argument breaks the ABI's own rules, which only a defective binding can do.
class ArgumentError {
   public:
    explicit ArgumentError(const char* message) noexcept : message_(message) {}
    const char* message() const noexcept {
        return message_;
    }

   private:
    const char* message_;
};

// The pointer, which must not be null; what names it in the message: "a null ...".
template <typename Value>
Value* required(Value* pointer, const char* message) {
    if (pointer == nullptr) {
        throw ArgumentError(message);
    }
    return pointer;
}

// The length of a list argument as C++ wants it.
template <typename Element>
size_t length(const Element* elements, int64_t count) {
    if (count < 0) {
        throw ArgumentError("a list of negative length");
    }
    if (count > 0 && elements == nullptr) {
        throw ArgumentError("a null list");
    }
    return static_cast<size_t>(count);
}

}  // namespace panamatorch
