#pragma once

#include "panamatorch/dispatch.h"

#include "detail/guard.hpp"

#include <ATen/core/dispatch/Dispatcher.h>

#include <atomic>
#include <string>

struct pt_operator {
    c10::OperatorHandle handle;
    // What these need of the schema is looked up once.
    const c10::FunctionSchema schema;
    size_t arguments;
    size_t results;
    // Whether a result can be an argument itself, as that of an in-place operator.
    bool returns_arguments;
    // Whether the library that had defined the operator was closed: the handle is no more then.
    std::atomic<bool> is_gone = false;
};

namespace panamatorch {

// Of a name such as "CPU".
inline c10::DispatchKey to_dispatch_key(const char* name) {
    return c10::parseDispatchKey(std::string(required(name, "a null dispatch key")));
}

// Lets callers that have found the operator find out that it is gone; those who look for it find what is there then.
void forget_operator(const c10::OperatorName& name);

}  // namespace panamatorch
