#include "detail/callback.hpp"
#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/libtorch_versions.hpp"
#include "panamatorch/hooks.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/functions/basic_ops.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <unordered_map>
#include <unordered_set>

using namespace panamatorch;
using torch::autograd::SavedVariable;
using torch::autograd::Variable;
using torch::autograd::variable_list;
using torch::autograd::VariableInfo;

namespace {

// A function whose gradients the caller computes: what torch::autograd::CppNode is to C++ and PyNode to Python.
class FunctionNode final : public torch::autograd::Node {
   public:
    explicit FunctionNode(const pt_function& function)
        : name_(to_string(function.name)),
          callback_(function.id),
          materialize_grads_(function.materialize_grads != 0),
          once_differentiable_(function.once_differentiable != 0),
          input_count_(length(function.inputs, function.input_count)) {}

    std::string name() const override {
        return name_;
    }

    variable_list apply(variable_list&& grads) override {
        auto arguments = std::move(grads);
        if (materialize_grads_) {
            at::OptionalDeviceGuard device;
            for (size_t i = 0; i < arguments.size(); ++i) {
                if (!arguments[i].defined()) {
                    arguments[i] = outputs_.at(i).zeros(device);
                }
            }
        }
        const auto inputs = variable_list(arguments);
        unpack(arguments);
        // As in PyNode no lock is held here: the caller's code may run a backward pass that comes back to this
        // function.
        auto results = call(arguments);
        // An identity's gradients are those of its outputs.
        return results ? delayed(inputs, std::move(*results)) : inputs;
    }

    void release_variables() override {
        // Released without the lock.
        std::shared_ptr<const std::vector<SavedVariable>> former;
        const std::lock_guard lock(mutex_);
        released_ = true;
        former.swap(saved_);
    }

    // What is known once the outputs are wrapped.
    void save(
        const std::vector<std::optional<Variable>>& outputs,
        const pt_function& function,
        const std::unordered_map<at::TensorImpl*, Variable>& replaced) {
        for (const auto& output : outputs) {
            outputs_.emplace_back(*output);
        }
        saved_count_ = length(function.saved, function.saved_count);
        auto saved = std::make_shared<std::vector<SavedVariable>>();
        saved->reserve(saved_count_);
        for (size_t i = 0; i < saved_count_; ++i) {
            auto tensor = owned_or_undefined(function.saved[i]);
            if (const auto found = replaced.find(tensor.unsafeGetTensorImpl()); found != replaced.end()) {
                tensor = found->second;
            }
            const auto is_output = tensor.defined() && tensor.grad_fn().get() == this;
            saved->emplace_back(tensor, is_output);
        }
        saved_ = std::move(saved);
    }

    void disown() noexcept {
        callback_.disown();
    }

   private:
    // Appends the saved tensors; hooks may run Java code for each, so that no lock is held.
    void unpack(variable_list& arguments) {
        const auto saved = [this] {
            const std::lock_guard lock(mutex_);
            TORCH_CHECK(!released_ || saved_count_ == 0, torch::autograd::ERR_BACKWARD_TWICE);
            return saved_;
        }();
        for (size_t i = 0; i < saved_count_; ++i) {
            arguments.push_back((*saved)[i].unpack(getptr()));
        }
    }

    std::optional<variable_list> call(const variable_list& arguments) {
        if (!once_differentiable_) {
            return callback_(arguments, input_count_);
        }
        const at::AutoGradMode no_grad(false);
        return callback_(arguments, input_count_);
    }

    variable_list delayed(const variable_list& inputs, variable_list results) const {
        if (!once_differentiable_ || !at::GradMode::is_enabled()
            || !torch::autograd::any_variable_requires_grad(inputs)) {
            return results;
        }
        auto error = c10::make_intrusive<torch::autograd::DelayedError>(
            "trying to differentiate twice a function that was marked with @once_differentiable",
            static_cast<int64_t>(results.size()));
        torch::autograd::edge_list edges;
        for (auto& result : results) {
            if (result.defined()) {
                result = result.detach().set_requires_grad(true);
            }
            edges.push_back(result.defined() ? torch::autograd::impl::gradient_edge(result) : torch::autograd::Edge());
        }
        error->set_next_edges(std::move(edges));
        return error->apply(std::move(results));
    }

    std::string name_;
    Callback callback_;
    bool materialize_grads_;
    bool once_differentiable_;
    size_t input_count_;
    std::vector<VariableInfo> outputs_;
    std::shared_ptr<const std::vector<SavedVariable>> saved_;
    size_t saved_count_ = 0;
    bool released_ = false;
};

std::unordered_set<at::TensorImpl*> impls(pt_tensor* const* handles, int64_t count) {
    std::unordered_set<at::TensorImpl*> set;
    const auto size = length(handles, count);
    for (size_t i = 0; i < size; ++i) {
        set.insert(impl(handles[i]));
    }
    return set;
}

// An output keeps the node, and with it the caller's code: were it a tensor that this code refers to, neither would
// ever be freed. So another one takes its place, also where further handles of the same tensor were made meanwhile.
std::unordered_map<at::TensorImpl*, Variable> replacements(
    const pt_function& function, const std::unordered_set<at::TensorImpl*>& kept) {
    const at::NoGradGuard no_grad;
    std::unordered_map<at::TensorImpl*, Variable> replaced;
    for (size_t i = 0; i < length(function.outputs, function.output_count); ++i) {
        auto* output = impl(function.outputs[i]);
        const auto is_referred = function.referred != nullptr && function.referred[i] != 0;
        if ((is_referred || c10::raw::intrusive_ptr::use_count(output) > 1) && !kept.contains(output)) {
            const auto tensor = owned(function.outputs[i]);
            replaced.emplace(output, tensor.is_view() ? tensor.alias() : tensor.detach());
        }
    }
    return replaced;
}

variable_list tangents_of_outputs(
    const pt_function& function, const variable_list& inputs, const variable_list& tangents) {
    auto arguments = tangents;
    for (size_t i = 0; i < arguments.size() && function.materialize_grads != 0; ++i) {
        if (!arguments[i].defined() && torch::autograd::isDifferentiableType(inputs[i].scalar_type())) {
            arguments[i] = at::zeros_like(inputs[i]);
        }
    }
    return Callback::run(function.jvp, arguments, static_cast<size_t>(function.output_count))
        .value_or(variable_list(static_cast<size_t>(function.output_count)));
}

std::vector<Variable> record(const pt_function& function) {
    auto node = c10::make_intrusive<FunctionNode>(function);
    try {
        const auto inputs = owned_list(function.inputs, function.input_count);
        const auto is_recorded = at::GradMode::is_enabled() && torch::autograd::any_variable_requires_grad(inputs);
        if (is_recorded) {
            node->set_next_edges(torch::autograd::collect_next_edges(inputs));
        }
        node->clear_input_metadata();
        const auto dirty = impls(function.dirty, function.dirty_count);
        const auto without = impls(function.non_differentiable, function.non_differentiable_count);
        auto kept = impls(function.inputs, function.input_count);
        kept.insert(dirty.begin(), dirty.end());
        kept.insert(without.begin(), without.end());
        const auto replaced =
            is_recorded ? replacements(function, kept) : std::unordered_map<at::TensorImpl*, Variable>();
        for (auto* changed : dirty) {
            changed->bump_version();
        }
        std::vector<std::optional<Variable>> outputs;
        for (auto& output : owned_list(function.outputs, function.output_count)) {
            const auto found = replaced.find(output.unsafeGetTensorImpl());
            outputs.emplace_back(found == replaced.end() ? std::move(output) : found->second);
        }
        const auto jvp = [&](const variable_list& primals, const variable_list& tangents) {
            return tangents_of_outputs(function, primals, tangents);
        };
        const auto view_as_self = [](const at::Tensor& tensor) { return tensor.view_as(tensor); };
        const auto save = [&](const auto& wrapped) {
            if (is_recorded) {
                node->save(wrapped, function, replaced);
            }
        };
        const c10::intrusive_ptr<torch::autograd::Node> recorded = is_recorded ? node : nullptr;
        const std::unordered_set<at::TensorImpl*> to_save_if_setup_context;
        const auto wrapped = wrap_outputs(
            save, inputs, without, dirty, at::ArrayRef<std::optional<Variable>>(outputs), recorded,
            torch::autograd::_jvp_fn_t(jvp), to_save_if_setup_context,
            torch::autograd::_view_as_self_fn_t(view_as_self), false);
        std::vector<Variable> tensors;
        for (const auto& output : wrapped) {
            tensors.push_back(*output);
        }
        return tensors;
    } catch (...) {
        node->disown();
        throw;
    }
}

}  // namespace

pt_tensor_list* pt_function_record(const pt_function* function) {
    return guard_new([&] { return new_handle(record(*required(function, "a null function"))); });
}
