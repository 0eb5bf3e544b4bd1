#pragma once

#include "detail/convert.hpp"
#include "detail/handle.hpp"
#include "panamatorch/dispatch.h"

#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>

struct pt_object {
    c10::IValue value;
};

namespace panamatorch {

// Appends the argument of a schema's type to the stack; the type says what the elements of a list are.
void push_value(torch::jit::Stack& stack, const pt_value& value, const c10::TypePtr& type);

// The results of a call as they are written to the caller's memory; those written are released again unless all are.
class Results {
   public:
    Results(pt_value* values, torch::jit::Stack& stack);
    Results(const Results&) = delete;
    Results& operator=(const Results&) = delete;
    ~Results();

    pt_value* begin() noexcept {
        return values_;
    }
    pt_value* end() noexcept {
        return values_ + count_;
    }

    // Leaves the results to the caller.
    void release() noexcept {
        count_ = 0;
    }

   private:
    pt_value* values_;
    size_t count_ = 0;
};

}  // namespace panamatorch
