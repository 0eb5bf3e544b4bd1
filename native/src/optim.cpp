#include "panamatorch/optim.h"

#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/optim_adam.hpp"

#include <ATen/ATen.h>

#include <memory>
#include <mutex>

struct pt_optimizer {
    panamatorch::optim::Adam adam;
    std::mutex mutex;
};

namespace panamatorch::optim {
namespace {

// The optimizer behind a handle, for one thread at a time.
class Locked {
   public:
    explicit Locked(const pt_optimizer* handle)
        : optimizer_(*const_cast<pt_optimizer*>(required(handle, "a null optimizer handle"))) {
        // Before the lock: who holds it waits for nobody who changes a tensor.
        Usage::mine().begin(Usage::whatever_there_is());
        lock_ = std::unique_lock(optimizer_.mutex);
    }

    Adam& operator*() const noexcept {
        return optimizer_.adam;
    }
    Adam* operator->() const noexcept {
        return &optimizer_.adam;
    }

   private:
    pt_optimizer& optimizer_;
    std::unique_lock<std::mutex> lock_;
};

std::optional<bool> to_choice(double code) {
    return code == PT_NONE ? std::nullopt : std::optional<bool>(code != 0);
}

double from_choice(std::optional<bool> choice) {
    return choice.has_value() ? (*choice ? 1 : 0) : PT_NONE;
}

// The tensor of an option that may be one; null for the others.
at::Tensor* tensor_of(AdamOptions& options, int64_t option) {
    switch (option) {
        case PT_ADAM_LR:
            return &options.lr_tensor;
        case PT_ADAM_BETA1:
            return &options.beta1_tensor;
        case PT_ADAM_BETA2:
            return &options.beta2_tensor;
        case PT_ADAM_WEIGHT_DECAY:
            return &options.weight_decay_tensor;
        default:
            return nullptr;
    }
}

double get(AdamOptions& options, int64_t option) {
    const auto* tensor = tensor_of(options, option);
    if (tensor != nullptr && tensor->defined()) {
        return tensor->item<double>();
    }
    switch (option) {
        case PT_ADAM_LR:
            return options.lr();
        case PT_ADAM_BETA1:
            return std::get<0>(options.betas());
        case PT_ADAM_BETA2:
            return std::get<1>(options.betas());
        case PT_ADAM_EPS:
            return options.eps();
        case PT_ADAM_WEIGHT_DECAY:
            return options.weight_decay();
        case PT_ADAM_AMSGRAD:
            return options.amsgrad();
        case PT_ADAM_MAXIMIZE:
            return options.maximize;
        case PT_ADAM_FOREACH:
            return from_choice(options.foreach);
        case PT_ADAM_FUSED:
            return from_choice(options.fused);
        case PT_ADAM_CAPTURABLE:
            return options.capturable;
        case PT_ADAM_DIFFERENTIABLE:
            return options.differentiable;
        case PT_ADAM_DECOUPLED_WEIGHT_DECAY:
            return options.decoupled_weight_decay;
        default:
            throw ArgumentError("an unknown option of Adam");
    }
}

void set(AdamOptions& options, int64_t option, double value) {
    auto& [beta1, beta2] = options.betas();
    switch (option) {
        case PT_ADAM_LR:
            options.lr(value);
            break;
        case PT_ADAM_BETA1:
            beta1 = value;
            break;
        case PT_ADAM_BETA2:
            beta2 = value;
            break;
        case PT_ADAM_EPS:
            options.eps(value);
            break;
        case PT_ADAM_WEIGHT_DECAY:
            options.weight_decay(value);
            break;
        case PT_ADAM_AMSGRAD:
            options.amsgrad(value != 0);
            break;
        case PT_ADAM_MAXIMIZE:
            options.maximize = value != 0;
            break;
        case PT_ADAM_FOREACH:
            options.foreach = to_choice(value);
            break;
        case PT_ADAM_FUSED:
            options.fused = to_choice(value);
            break;
        case PT_ADAM_CAPTURABLE:
            options.capturable = value != 0;
            break;
        case PT_ADAM_DIFFERENTIABLE:
            options.differentiable = value != 0;
            break;
        case PT_ADAM_DECOUPLED_WEIGHT_DECAY:
            options.decoupled_weight_decay = value != 0;
            break;
        default:
            throw ArgumentError("an unknown option of Adam");
    }
    if (auto* tensor = tensor_of(options, option)) {
        tensor->reset();
    }
}

at::Tensor& tensor_option(Adam& adam, int64_t group, int64_t option) {
    auto* tensor = tensor_of(adam.options_of(group), option);
    if (tensor == nullptr) {
        throw ArgumentError("an option of Adam that is never a tensor");
    }
    return *tensor;
}

// Python's constructor checks the tensors that become defaults; groups take any, as in Python.
void check_default(const AdamOptions& options, int64_t option, const at::Tensor& value) {
    const auto* name = option == PT_ADAM_LR ? "lr" : (option == PT_ADAM_BETA1 ? "betas[0]" : "betas[1]");
    if (option != PT_ADAM_WEIGHT_DECAY) {
        TORCH_CHECK_VALUE(
            !options.foreach.value_or(false) || options.capturable, name,
            " as a Tensor is not supported for capturable=False and foreach=True");
        TORCH_CHECK_VALUE(value.numel() == 1, "Tensor ", name, " must be 1-element");
    }
}

const at::Tensor& param_of(const Adam& adam, int64_t group, int64_t parameter) {
    const auto& params = adam.params_of(group);
    if (parameter < 0 || parameter >= static_cast<int64_t>(params.size())) {
        throw ArgumentError("an optimizer's parameter out of range");
    }
    return params[static_cast<size_t>(parameter)];
}

at::Tensor& state_tensor(Adam& adam, int64_t group, int64_t parameter, int64_t state) {
    auto& kept = adam.state_of(param_of(adam, group, parameter));
    switch (state) {
        case PT_ADAM_STEP:
            return kept.step_tensor;
        case PT_ADAM_EXP_AVG:
            return kept.exp_avg();
        case PT_ADAM_EXP_AVG_SQ:
            return kept.exp_avg_sq();
        case PT_ADAM_MAX_EXP_AVG_SQ:
            return kept.max_exp_avg_sq();
        default:
            throw ArgumentError("an unknown state of Adam");
    }
}

std::vector<at::Tensor> params(pt_tensor* const* handles, int64_t count) {
    auto tensors = owned_list(handles, count);
    for (const auto& tensor : tensors) {
        TORCH_CHECK_TYPE(tensor.defined(), "optimizer can only optimize Tensors, but one of the params is NoneType");
    }
    return tensors;
}

}  // namespace
}  // namespace panamatorch::optim

using namespace panamatorch;
using namespace panamatorch::optim;

pt_optimizer* pt_adam_new(
    pt_tensor* const* parameters,
    int64_t count,
    double lr,
    double beta1,
    double beta2,
    double eps,
    double weight_decay,
    int64_t amsgrad,
    int64_t maximize,
    int64_t foreach,
    int64_t fused,
    int64_t capturable,
    int64_t differentiable,
    int64_t decoupled_weight_decay) {
    return guard_new([&] {
        AdamOptions options;
        options.lr(lr).betas({beta1, beta2}).eps(eps).weight_decay(weight_decay).amsgrad(amsgrad != 0);
        options.maximize = maximize != 0;
        options.foreach = to_choice(static_cast<double>(foreach));
        options.fused = to_choice(static_cast<double>(fused));
        options.capturable = capturable != 0;
        options.differentiable = differentiable != 0;
        options.decoupled_weight_decay = decoupled_weight_decay != 0;
        std::unique_ptr<pt_optimizer> optimizer(new pt_optimizer{Adam(options), {}});
        if (count != 0) {
            optimizer->adam.add_group(params(parameters, count));
        }
        optimizer->adam.check_fused();
        return optimizer.release();
    });
}

void pt_optimizer_free(pt_optimizer* optimizer) {
    delete optimizer;
}

pt_status pt_optimizer_step(pt_optimizer* optimizer) {
    return guard([&] { Locked(optimizer)->step(); });
}

pt_status pt_optimizer_zero_grad(pt_optimizer* optimizer, int64_t set_to_none) {
    return guard([&] { Locked(optimizer)->clear_grad(set_to_none != 0); });
}

pt_status pt_optimizer_add_group(pt_optimizer* optimizer, pt_tensor* const* parameters, int64_t count) {
    return guard([&] {
        const auto given = params(parameters, count);
        Locked(optimizer)->add_group(given);
    });
}

pt_status pt_optimizer_group_count(const pt_optimizer* optimizer, int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(Locked(optimizer)->param_groups().size()); });
}

pt_tensor_list* pt_optimizer_parameters(const pt_optimizer* optimizer, int64_t group) {
    return guard_new([&] { return new_handle(Locked(optimizer)->params_of(group)); });
}

pt_status pt_optimizer_option(const pt_optimizer* optimizer, int64_t group, int64_t option, double* ret) {
    return guard([&] { *ret = get(Locked(optimizer)->options_of(group), option); });
}

pt_status pt_optimizer_set_option(pt_optimizer* optimizer, int64_t group, int64_t option, double value) {
    return guard([&] { set(Locked(optimizer)->options_of(group), option, value); });
}

pt_tensor* pt_optimizer_tensor_option(const pt_optimizer* optimizer, int64_t group, int64_t option) {
    return guard_new([&] { return new_handle(tensor_option(*Locked(optimizer), group, option)); });
}

pt_status pt_optimizer_set_tensor_option(
    pt_optimizer* optimizer, int64_t group, int64_t option, const pt_tensor* value) {
    return guard([&] {
        const auto tensor = owned_or_undefined(value);
        const Locked adam(optimizer);
        auto& kept = tensor_option(*adam, group, option);
        if (group == PT_OPTIMIZER_DEFAULTS && tensor.defined()) {
            check_default(adam->options_of(group), option, tensor);
        }
        kept = tensor;
    });
}

pt_tensor* pt_optimizer_state(const pt_optimizer* optimizer, int64_t group, int64_t parameter, int64_t state) {
    return guard_new([&] { return new_handle(state_tensor(*Locked(optimizer), group, parameter, state)); });
}

pt_status pt_optimizer_set_state(
    pt_optimizer* optimizer, int64_t group, int64_t parameter, int64_t state, const pt_tensor* value) {
    return guard([&] {
        const auto tensor = owned_or_undefined(value);
        const Locked adam(optimizer);
        state_tensor(*adam, group, parameter, state) = tensor;
        adam->forget_batches();
    });
}

pt_status pt_optimizer_set_grad_scale(
    pt_optimizer* optimizer, const pt_tensor* grad_scale, const pt_tensor* found_inf) {
    return guard([&] {
        const auto scale = owned_or_undefined(grad_scale);
        const auto inf = owned_or_undefined(found_inf);
        const Locked adam(optimizer);
        adam->found_inf = inf;
        adam->grad_scale = scale;
    });
}
