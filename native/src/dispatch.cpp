#include "panamatorch/dispatch.h"

#include "detail/boxed_value.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/operator.hpp"
#include "panamatorch/library.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using namespace panamatorch;

namespace {

bool returns_arguments(const c10::FunctionSchema& schema) {
    return std::any_of(schema.returns().begin(), schema.returns().end(), [](const c10::Argument& result) {
        return result.alias_info() != nullptr && result.alias_info()->isWrite();
    });
}

// Never destroyed, as a thread may still be using an operator when the process exits; nor are those that are gone.
struct Operators {
    std::mutex mutex;
    std::map<c10::OperatorName, pt_operator*, decltype([](const auto& a, const auto& b) {
                 return std::tie(a.name, a.overload_name) < std::tie(b.name, b.overload_name);
             })>
        known;
};

Operators& operators() {
    static auto& all = *new Operators();
    return all;
}

const pt_operator* find(const char* name, const char* overload) {
    const c10::OperatorName key(required(name, "a null name"), required(overload, "a null overload"));
    auto& all = operators();
    const std::lock_guard<std::mutex> lock(all.mutex);
    const auto place = all.known.find(key);
    if (place != all.known.end()) {
        return place->second;
    }
    const auto handle = c10::Dispatcher::singleton().findSchema(key);
    if (!handle) {
        return nullptr;
    }
    const auto& schema = handle->schema();
    auto made = std::make_unique<pt_operator>(
        *handle, schema, schema.arguments().size(), schema.returns().size(), returns_arguments(schema));
    return all.known.emplace(key, made.release()).first->second;
}

const pt_operator& living(const pt_operator* op) {
    // What removes operators waits for all calls that use anything.
    Usage::mine().begin(required(op, "a null operator"));
    TORCH_CHECK(!op->is_gone, op->schema.operator_name(), ": the library that had defined the operator was closed");
    return *op;
}

std::string schema_text(const c10::FunctionSchema& schema) {
    std::ostringstream text;
    text << schema;
    return text.str();
}

std::string all_schemas() {
    std::vector<std::string> texts;
    for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
        if (const auto handle = c10::Dispatcher::singleton().findSchema(name)) {
            texts.push_back(schema_text(handle->schema()));
        }
    }
    std::sort(texts.begin(), texts.end());
    std::string all;
    for (const auto& text : texts) {
        all.append(text).push_back('\n');
    }
    return all;
}

// The stack of a call. One a thread is kept for the next call; a call inside a call makes its own.
class CallStack {
   public:
    CallStack() noexcept : stack_(std::move(spare)) {}
    CallStack(const CallStack&) = delete;
    CallStack& operator=(const CallStack&) = delete;
    ~CallStack() {
        stack_.clear();
        spare = std::move(stack_);
    }

    torch::jit::Stack& operator*() noexcept {
        return stack_;
    }
    torch::jit::Stack* operator->() noexcept {
        return &stack_;
    }

   private:
    static thread_local torch::jit::Stack spare;

    torch::jit::Stack stack_;
};

thread_local torch::jit::Stack CallStack::spare;

c10::IValue default_of(const c10::Argument& argument) {
    if (!argument.default_value()) {
        throw ArgumentError("no value for an argument without a default");
    }
    return *argument.default_value();
}

void push_arguments(torch::jit::Stack& stack, const pt_operator& op, const pt_value* values, size_t count) {
    if (count > op.arguments) {
        throw ArgumentError("more arguments than the schema has");
    }
    const auto& arguments = op.schema.arguments();
    for (size_t i = 0; i < op.arguments; ++i) {
        if (i >= count || values[i].kind == PT_VALUE_DEFAULT) {
            stack.push_back(default_of(arguments[i]));
        } else {
            push_value(stack, values[i], arguments[i].type());
        }
    }
}

// Replaces results that are one of the arguments.
void name_arguments(const pt_value* values, size_t count, Results& results) noexcept {
    for (auto& result : results) {
        for (size_t i = 0; i < count && result.kind == PT_VALUE_TENSOR; ++i) {
            if (values[i].kind == PT_VALUE_TENSOR
                && Changed::unmarked(static_cast<const pt_tensor*>(values[i].pointer)) == result.pointer) {
                pt_values_free(&result, 1);
                result.kind = PT_VALUE_ARGUMENT;
                result.integer = static_cast<int64_t>(i);
            }
        }
    }
}

template <typename Invoke>
void call(
    const pt_operator& op, const pt_value* values, size_t count, pt_value* ret, int64_t room, const Invoke& invoke) {
    if (room < 0 || static_cast<size_t>(room) != op.results) {
        throw ArgumentError("room for another number of results than the schema has");
    }
    // Before anything else, so that the first one, the tensor itself as a rule, is all that is waited for.
    std::vector<std::unique_ptr<Change>> changes;
    for (size_t i = 0; i < count; ++i) {
        const auto* handle = static_cast<const pt_tensor*>(values[i].pointer);
        if (values[i].kind == PT_VALUE_TENSOR && Changed::is_marked(handle)) {
            changes.push_back(std::make_unique<Change>(impl(Changed::unmarked(handle))));
        }
    }
    CallStack stack;
    push_arguments(*stack, op, values, count);
    invoke(*stack);
    if (stack->size() != op.results) {
        throw ArgumentError("another number of results than the schema has");
    }
    Results results(ret, *stack);
    if (op.returns_arguments) {
        name_arguments(values, count, results);
    }
    results.release();
}

void call(const pt_operator& op, const pt_value* values, size_t count, pt_value* ret, int64_t room) {
    call(op, values, count, ret, room, [&](torch::jit::Stack& stack) { op.handle.callBoxed(stack); });
}

// Where the dispatcher is when it runs the kernel of a key: at that key and those of the arguments and the thread that
// come after it, but for the ones that it passes by.
c10::DispatchKeySet keys_from(c10::DispatchKey key, const pt_operator& op, const torch::jit::Stack& stack) {
    c10::DispatchKeySet keys;
    const auto add = [&](const c10::IValue& value) {
        if (value.isTensor()) {
            keys = keys | value.toTensor().key_set();
        }
    };
    for (const auto& argument : stack) {
        add(argument);
        if (argument.isList()) {
            for (const auto& element : argument.toListRef()) {
                add(element);
            }
        }
    }
    const auto tls = c10::impl::tls_local_dispatch_key_set();
    keys = ((keys | tls.included_) - tls.excluded_) & c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, key);
    // Where there are tensors no device is to be chosen, and where none is an alias nothing is to be noted of it.
    keys = keys.remove(c10::DispatchKey::BackendSelect);
    const auto& arguments = op.schema.arguments();
    if (std::none_of(
            arguments.begin(), arguments.end(), [](const auto& each) { return each.alias_info() != nullptr; })) {
        keys = keys.remove(c10::DispatchKey::ADInplaceOrView);
    }
    return keys | c10::DispatchKeySet(key);
}

}  // namespace

struct pt_kernel {
    const pt_operator* op;
    c10::DispatchKey key;
    c10::SafeKernelFunction function;
};

namespace panamatorch {

void forget_operator(const c10::OperatorName& name) {
    auto& all = operators();
    const std::lock_guard<std::mutex> lock(all.mutex);
    const auto place = all.known.find(name);
    if (place != all.known.end()) {
        place->second->is_gone = true;
        all.known.erase(place);
    }
}

}  // namespace panamatorch

pt_status pt_operator_find(const char* name, const char* overload, const pt_operator** ret) {
    return guard([&] { *ret = find(name, overload); });
}

pt_string* pt_operator_schema(const pt_operator* op) {
    return guard_new([&] { return new_handle(schema_text(required(op, "a null operator")->schema)); });
}

pt_string* pt_operator_schemas(void) {
    return guard_new([] { return new_handle(all_schemas()); });
}

pt_status pt_operator_has_kernel(const pt_operator* op, const char* key, int64_t* ret) {
    return guard([&] { *ret = living(op).handle.hasKernelForDispatchKey(to_dispatch_key(key)); });
}

pt_status pt_dispatch_exclude(const char* key, int64_t excluded, int64_t* ret) {
    return guard([&] {
        const auto dispatch_key = to_dispatch_key(key);
        *ret = c10::impl::tls_is_dispatch_key_excluded(dispatch_key);
        c10::impl::tls_set_dispatch_key_excluded(dispatch_key, excluded != 0);
    });
}

pt_status pt_operator_call(
    const pt_operator* op, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room) {
    return guard([&] { call(living(op), arguments, length(arguments, count), ret, room); });
}

pt_status pt_operator_call_below_autograd(
    const pt_operator* op, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room) {
    return guard([&] {
        const at::AutoDispatchBelowAutograd below;
        call(living(op), arguments, length(arguments, count), ret, room);
    });
}

pt_kernel* pt_kernel_new(const pt_operator* op, const char* key) {
    return guard_new([&] {
        const auto dispatch_key = to_dispatch_key(key);
        return new pt_kernel{
            &living(op), dispatch_key, living(op).handle.getComputedKernelForDispatchKey(dispatch_key)};
    });
}

void pt_kernel_free(pt_kernel* kernel) {
    delete kernel;
}

pt_status pt_kernel_call(
    const pt_kernel* kernel, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room) {
    return guard([&] {
        const auto& [op, key, function] = *required(kernel, "a null kernel");
        const auto& alive = living(op);
        call(alive, arguments, length(arguments, count), ret, room, [&, key = key, &function = function](auto& stack) {
            function.callBoxed(alive.handle, keys_from(key, alive, stack), &stack);
        });
    });
}
