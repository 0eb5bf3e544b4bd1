#include "panamatorch/hooks.h"

#include "detail/callback.hpp"
#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/lent.hpp"
#include "panamatorch/tensor.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

using namespace panamatorch;
using torch::autograd::Variable;
using torch::autograd::variable_list;

namespace {

class TensorHook final : public torch::autograd::FunctionPreHook {
   public:
    TensorHook(int64_t id, size_t output) : callback_(id), output_(output) {}

    variable_list operator()(const variable_list& grads) override {
        auto results = callback_({grads.at(output_)}, 1);
        auto replaced = grads;
        if (results) {
            replaced[output_] = std::move(results->front());
        }
        return replaced;
    }

    int64_t id() const noexcept {
        return callback_.id();
    }

    size_t output() const noexcept {
        return output_;
    }

   private:
    Callback callback_;
    size_t output_;
};

class AccumulatedHook final : public torch::autograd::PostAccumulateGradHook {
   public:
    explicit AccumulatedHook(int64_t id) : callback_(id) {}

    void operator()(const Variable& tensor) override {
        callback_({tensor}, 0);
    }

    Callback& callback() noexcept {
        return callback_;
    }

   private:
    Callback callback_;
};

// Handles between native code and the caller's; those that nobody has taken in the end, because of an error in between,
// are released.
struct Handles {
    explicit Handles(size_t count) : list(count, nullptr) {}
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;
    ~Handles() {
        pt_tensors_free(list.data(), static_cast<int64_t>(list.size()));
    }

    std::vector<pt_tensor*> list;
};

at::Tensor requiring_grad(at::Tensor tensor) {
    TORCH_CHECK(tensor.requires_grad(), "cannot register a hook on a tensor that doesn't require gradient");
    return tensor;
}

// As Python does it: a leaf's hook runs before its gradient is accumulated, that of another tensor when the gradients
// of its function's results are there. Writing in place gives a tensor another function and leaves the hook to the old.
int64_t add_hook(const at::Tensor& tensor, int64_t id) {
    const auto& function = tensor.grad_fn();
    const auto output = static_cast<size_t>(tensor.output_nr());
    const auto& hooks = function == nullptr ? torch::autograd::impl::hooks(tensor) : function->tensor_pre_hooks();
    for (const auto& hook : hooks) {
        const auto* ours = dynamic_cast<const TensorHook*>(hook.get());
        if (ours != nullptr && ours->output() == output) {
            return ours->id();
        }
    }
    auto added = std::make_unique<TensorHook>(id, output);
    if (function == nullptr) {
        torch::autograd::impl::add_hook(tensor, std::move(added));
    } else {
        function->add_tensor_pre_hook(std::move(added));
    }
    return id;
}

int64_t add_accumulated_hook(const at::Tensor& tensor, int64_t id) {
    TORCH_CHECK(tensor.is_leaf(), "post accumulate grad hooks cannot be registered on non-leaf tensors");
    if (auto* ours = dynamic_cast<AccumulatedHook*>(torch::autograd::impl::post_acc_grad_hooks(tensor).get())) {
        return ours->callback().id();
    }
    torch::autograd::impl::set_post_acc_grad_hooks(tensor, std::make_unique<AccumulatedHook>(id));
    return id;
}

}  // namespace

namespace panamatorch {

Callback::Callback(int64_t id) : id_(id) {
    reserve_note(id);
}

Callback::~Callback() {
    if (id_ != 0) {
        leave_note(id_);
    }
}

void Callback::disown() noexcept {
    cancel_note(std::exchange(id_, 0));
}

int64_t Callback::run_raw(int64_t id, int64_t arguments, int64_t count, int64_t ret, int64_t capacity) {
    const auto call = callback_of(id);
    TORCH_CHECK(call != nullptr, "no callback is set");
    require_stack_for_callback();
    const auto outcome = [&] {
        const Pause pause;
        return call(id, arguments, count, ret, capacity);
    }();
    if (outcome < 0) {
        throw CallbackError(outcome);
    }
    return outcome;
}

std::optional<variable_list> Callback::run(int64_t id, const variable_list& arguments, size_t results) {
    Handles taken(arguments.size());
    auto& handles = taken.list;
    std::transform(arguments.begin(), arguments.end(), handles.begin(), [](const auto& t) { return new_handle(t); });
    Handles given(results);
    auto& ret = given.list;
    if (run_raw(
            id, to_number(handles.data()), static_cast<int64_t>(handles.size()), to_number(ret.data()),
            static_cast<int64_t>(ret.size()))
        == 0) {
        return std::nullopt;
    }
    variable_list tensors;
    tensors.reserve(results);
    for (auto& handle : ret) {
        auto* const result = std::exchange(handle, nullptr);
        tensors.push_back(result == nullptr ? at::Tensor() : at::Tensor(TensorPointer::reclaim(impl(result))));
    }
    return tensors;
}

int64_t Callback::pack(const at::Tensor& tensor) const {
    reserve_note(id_);
    try {
        Handles taken(1);
        taken.list.front() = new_handle(tensor);
        const auto packed = run_raw(id_, to_number(taken.list.data()), 1, 0, 0);
        if (packed == 0) {
            cancel_note(id_);
        }
        return packed;
    } catch (...) {
        cancel_note(id_);
        throw;
    }
}

}  // namespace panamatorch

pt_status pt_callback_set(int64_t client, pt_callback callback) {
    return guard([&] {
        if (callback == nullptr) {
            throw ArgumentError("a null callback");
        }
        set_callback(client, callback);
    });
}

pt_status pt_run(int64_t id) {
    return guard([&] { Callback::run(id, {}, 0); });
}

pt_status pt_tensor_hook(pt_tensor* tensor, int64_t id, int64_t* ret) {
    return guard([&] {
        const Change change(used(tensor));
        *ret = add_hook(requiring_grad(owned(tensor)), id);
    });
}

pt_status pt_tensor_post_accumulate_grad_hook(pt_tensor* tensor, int64_t id, int64_t* ret) {
    return guard([&] {
        const Change change(used(tensor));
        *ret = add_accumulated_hook(requiring_grad(owned(tensor)), id);
    });
}

pt_status pt_hook_check(const pt_tensor* original, const pt_tensor* replacement, const char* name) {
    return guard([&] {
        torch::autograd::check_variable_result(
            *Borrowed(original), *Borrowed(replacement), std::string(to_string(name)));
    });
}
