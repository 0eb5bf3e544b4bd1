#include "detail/optim_adam.hpp"

#include "detail/gradient.hpp"
#include "detail/guard.hpp"
#include "detail/nn_text.hpp"
#include "panamatorch/optim.h"

#include <ATen/ATen.h>
#include <c10/core/DefaultDtype.h>
#include <c10/util/Exception.h>
#include <c10/util/ScopeExit.h>

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

namespace panamatorch::optim {
namespace {

const AdamOptions& checked(const AdamOptions& options) {
    const auto [beta1, beta2] = options.betas();
    TORCH_CHECK_VALUE(options.lr() >= 0, "Invalid learning rate: ", python_repr(options.lr()));
    TORCH_CHECK_VALUE(options.eps() >= 0, "Invalid epsilon value: ", python_repr(options.eps()));
    TORCH_CHECK_VALUE(beta1 >= 0 && beta1 < 1, "Invalid beta parameter at index 0: ", python_repr(beta1));
    TORCH_CHECK_VALUE(beta2 >= 0 && beta2 < 1, "Invalid beta parameter at index 1: ", python_repr(beta2));
    TORCH_CHECK_VALUE(options.weight_decay() >= 0, "Invalid weight_decay value: ", python_repr(options.weight_decay()));
    return options;
}

bool is_accelerator_with_foreach(const at::Tensor& tensor) {
    const auto type = tensor.device().type();
    return type == at::kCUDA || type == at::kXPU || type == at::kMTIA || type == at::kPrivateUse1;
}

void check_fused_param(const at::Tensor& param) {
    static constexpr c10::DeviceType supported[] = {at::kMPS, at::kCUDA, at::kXPU,        at::kHPU,
                                                    at::kCPU, at::kMTIA, at::kPrivateUse1};
    const auto type = param.device().type();
    TORCH_CHECK(
        param.is_floating_point() && std::find(std::begin(supported), std::end(supported), type) != std::end(supported),
        "`fused=True` requires all the params to be floating point Tensors of supported devices: ",
        "['mps', 'cuda', 'xpu', 'hpu', 'cpu', 'mtia', '", c10::get_privateuse1_backend(), "'] but ", dtype_name(param),
        " and ", c10::DeviceTypeName(type, /*lower_case=*/true));
}

void make_state(AdamState& state, const at::Tensor& param, const AdamOptions& options) {
    const bool fused = options.fused.value_or(false);
    if (fused) {
        check_fused_param(param);
    }
    const auto dtype = !fused && c10::get_default_dtype_as_scalartype() == at::kDouble ? at::kDouble : at::kFloat;
    const auto device = options.capturable || fused ? param.device() : c10::Device(at::kCPU);
    state.step_tensor = at::zeros({}, at::TensorOptions().dtype(dtype).device(device));
    const auto zeros = [&] { return at::zeros_like(param, {}, at::MemoryFormat::Preserve); };
    state.exp_avg(zeros());
    state.exp_avg_sq(zeros());
    if (options.amsgrad()) {
        state.max_exp_avg_sq(zeros());
    }
}

const at::Tensor& present(const at::Tensor& tensor, const char* name) {
    TORCH_CHECK(tensor.defined(), "the state of a parameter lacks '", name, "'");
    return tensor;
}

}  // namespace

Adam::Adam(const AdamOptions& defaults)
    : torch::optim::Adam(std::vector<torch::optim::OptimizerParamGroup>{}, checked(defaults)) {
    defaults_ = defaults.clone();
}

void Adam::check_fused() const {
    const auto& options = static_cast<const AdamOptions&>(*defaults_);
    if (options.fused.value_or(false)) {
        TORCH_CHECK(!options.differentiable, "`fused` does not support `differentiable`");
        TORCH_CHECK(!options.foreach.value_or(false), "`fused` and `foreach` cannot be `True` together.");
    }
}

// Instead of the base's add_param_group, which cannot know these options and refuses what Python takes.
void Adam::add_group(std::vector<at::Tensor> params) {
    const auto& defaults = options_of(PT_OPTIMIZER_DEFAULTS);
    std::unordered_set<c10::TensorImpl*> known;
    for (const auto& group : param_groups_) {
        for (const auto& param : group.params()) {
            known.insert(param.unsafeGetTensorImpl());
        }
    }
    for (const auto& param : params) {
        TORCH_CHECK_VALUE(
            defaults.differentiable || param.is_leaf() || param.retains_grad(), "can't optimize a non-leaf Tensor");
    }
    for (const auto& param : params) {
        TORCH_CHECK_VALUE(
            known.count(param.unsafeGetTensorImpl()) == 0, "some parameters appear in more than one parameter group");
    }
    param_groups_.emplace_back(std::move(params), defaults.clone());
}

AdamOptions& Adam::options_of(int64_t group) {
    if (group == PT_OPTIMIZER_DEFAULTS) {
        return static_cast<AdamOptions&>(*defaults_);
    }
    params_of(group);
    return static_cast<AdamOptions&>(param_groups_[static_cast<size_t>(group)].options());
}

const std::vector<at::Tensor>& Adam::params_of(int64_t group) const {
    if (group < 0 || group >= static_cast<int64_t>(param_groups_.size())) {
        throw ArgumentError("an optimizer group out of range");
    }
    return param_groups_[static_cast<size_t>(group)].params();
}

AdamState& Adam::state_of(const at::Tensor& param) {
    auto& state = state_[param.unsafeGetTensorImpl()];
    if (state == nullptr) {
        state = std::make_unique<AdamState>();
    }
    return static_cast<AdamState&>(*state);
}

void Adam::forget_batches() {
    batches_.clear();
}

AdamBatch& Adam::collect(size_t group) {
    const auto& params = param_groups_[group].params();
    const auto& options = static_cast<const AdamOptions&>(param_groups_[group].options());
    std::vector<size_t> places;
    std::vector<at::Tensor> grads;
    places.reserve(params.size());
    grads.reserve(params.size());
    for (size_t i = 0; i < params.size(); ++i) {
        auto grad = gradient_of(params[i]);
        if (grad.defined()) {
            TORCH_CHECK(
                !grad.is_sparse(), "Adam does not support sparse gradients, please consider SparseAdam instead");
            places.push_back(i);
            grads.push_back(std::move(grad));
        }
    }
    batches_.resize(param_groups_.size());
    auto& batch = batches_[group];
    const auto has_max = !batch.max_exp_avg_sqs.empty();
    if (places != batch.places || options.amsgrad() != has_max) {
        batch = fill(params, std::move(places), options);
    }
    batch.grads = std::move(grads);
    TORCH_CHECK(
        !options.differentiable
            || std::none_of(
                batch.steps.begin(), batch.steps.end(), [](const auto& step) { return step.requires_grad(); }),
        "`requires_grad` is not supported for `step` in differentiable mode");
    TORCH_CHECK(
        batch.places.empty() || !options.foreach.value_or(false) || !options.lr_tensor.defined() || options.capturable,
        "lr as a Tensor is not supported for capturable=False and foreach=True");
    return batch;
}

AdamBatch Adam::fill(const std::vector<at::Tensor>& params, std::vector<size_t> places, const AdamOptions& options) {
    AdamBatch batch;
    for (const auto place : places) {
        const auto& param = params[place];
        batch.has_complex |= param.is_complex();
        batch.params.push_back(param);
        auto& state = state_of(param);
        if (!state.step_tensor.defined() && !state.exp_avg().defined() && !state.exp_avg_sq().defined()
            && !state.max_exp_avg_sq().defined()) {
            make_state(state, param, options);
        }
        batch.exp_avgs.push_back(present(state.exp_avg(), "exp_avg"));
        batch.exp_avg_sqs.push_back(present(state.exp_avg_sq(), "exp_avg_sq"));
        if (options.amsgrad()) {
            batch.max_exp_avg_sqs.push_back(present(state.max_exp_avg_sq(), "max_exp_avg_sq"));
        }
        batch.steps.push_back(present(state.step_tensor, "step"));
    }
    batch.places = std::move(places);
    return batch;
}

torch::Tensor Adam::step(LossClosure closure) {
    torch::Tensor loss;
    if (closure != nullptr) {
        const at::AutoGradMode grad(true);
        loss = closure();
    }
    const at::AutoGradMode grad(options_of(PT_OPTIMIZER_DEFAULTS).differentiable);
    for (size_t i = 0; i < param_groups_.size(); ++i) {
        const auto& options = static_cast<const AdamOptions&>(param_groups_[i].options());
        auto& batch = collect(i);
        // Kept, they would be in memory beside the next ones.
        const auto free_gradients = c10::make_scope_exit([&] { batch.grads.clear(); });
        auto foreach = options.foreach;
        if (!options.fused.has_value() && !foreach.has_value()) {
            foreach
                = !options.differentiable
                    && std::all_of(batch.params.begin(), batch.params.end(), is_accelerator_with_foreach)
                    && (!options.lr_tensor.defined() || options.capturable);
        }
        if (options.fused.value_or(false)) {
            fused_adam(batch, options, grad_scale, found_inf);
            continue;
        }
        TORCH_CHECK(
            batch.params.empty() || (!grad_scale.defined() && !found_inf.defined()),
            "Expected grad_scale and found_inf to be None");
        if (foreach.value_or(false)) {
            multi_tensor_adam(batch, options);
        } else {
            single_tensor_adam(batch, options);
        }
    }
    return loss;
}

void Adam::clear_grad(bool set_to_none) {
    const auto& defaults = options_of(PT_OPTIMIZER_DEFAULTS);
    const bool together = defaults.foreach.value_or(false) || defaults.fused.value_or(false);
    std::map<std::pair<c10::DeviceType, std::pair<c10::DeviceIndex, at::ScalarType>>, std::vector<at::Tensor>> grads;
    for (const auto& group : param_groups_) {
        for (const auto& param : group.params()) {
            if (set_to_none) {
                set_gradient(param, at::Tensor());
                continue;
            }
            const auto grad = gradient_of(param);
            if (!grad.defined()) {
                continue;
            }
            if (grad.grad_fn() != nullptr) {
                grad.detach_();
            } else {
                grad.requires_grad_(false);
            }
            if (!together || grad.is_sparse()) {
                grad.zero_();
            } else {
                grads[{grad.device().type(), {grad.device().index(), grad.scalar_type()}}].push_back(grad);
            }
        }
    }
    for (const auto& [key, list] : grads) {
        at::_foreach_zero_(list);
    }
}

}  // namespace panamatorch::optim
