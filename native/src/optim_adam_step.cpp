#include "detail/dense_keys.hpp"
#include "detail/nn_text.hpp"
#include "detail/optim_adam.hpp"
#include "detail/optim_fused.hpp"

#include <ATen/ATen.h>
#include <ATen/ScalarOps.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/native/ForeachUtils.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/forward_grad.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace panamatorch::optim {
namespace {

// A number as Python hands it to mul: C++'s overload for numbers swaps the factors, which rounds differently in half
// precision.
at::Tensor factor(double number) {
    return at::native::wrapped_scalar_tensor(number);
}

// Python's "float | Tensor", with the arithmetic that Python does on it: each function calls the operator that Python's
// does, as another one may round differently.
class Value {
   public:
    Value(double number) : value_(number) {}
    Value(const at::Tensor& tensor) : value_(tensor) {}

    // Python's _to_scalar.
    static Value of(double number, const at::Tensor& tensor) {
        if (!tensor.defined()) {
            return number;
        }
        return tensor.dim() == 0 ? tensor : tensor.squeeze();
    }

    bool is_tensor() const {
        return std::holds_alternative<at::Tensor>(value_);
    }
    double number() const {
        return std::get<double>(value_);
    }
    const at::Tensor& tensor() const {
        return std::get<at::Tensor>(value_);
    }
    bool requires_grad() const {
        return is_tensor() && tensor().requires_grad();
    }

    // What Python hands to mul.
    at::Tensor factor() const {
        return is_tensor() ? tensor() : optim::factor(number());
    }

    // What Python hands to an operator that takes only a number.
    at::Scalar scalar() const {
        return is_tensor() ? tensor().item() : at::Scalar(number());
    }

   private:
    std::variant<double, at::Tensor> value_;
};

Value one_minus(const Value& value) {
    return value.is_tensor() ? Value(at::rsub(value.tensor(), 1)) : Value(1 - value.number());
}

Value operator*(const Value& left, double right) {
    return left.is_tensor() ? Value(at::mul(left.tensor(), factor(right))) : Value(left.number() * right);
}

Value operator*(const Value& left, const Value& right) {
    if (!right.is_tensor()) {
        return left * right.number();
    }
    return left.is_tensor() ? Value(at::mul(left.tensor(), right.tensor())) : right * left.number();
}

Value operator/(const Value& left, const Value& right) {
    if (right.is_tensor()) {
        return left.is_tensor() ? at::div(left.tensor(), right.tensor())
                                : at::mul(right.tensor().reciprocal(), left.factor());
    }
    if (left.is_tensor()) {
        return at::div(left.tensor(), right.number());
    }
    TORCH_CHECK(right.number() != 0, "float division by zero");
    return left.number() / right.number();
}

Value power(const Value& base, const Value& exponent) {
    if (exponent.is_tensor()) {
        return base.is_tensor() ? at::pow(base.tensor(), exponent.tensor()) : at::pow(base.number(), exponent.tensor());
    }
    return base.is_tensor() ? Value(at::pow(base.tensor(), exponent.number()))
                            : Value(std::pow(base.number(), exponent.number()));
}

Value lr_of(const AdamOptions& options) {
    return Value::of(options.lr(), options.lr_tensor);
}

Value beta1_of(const AdamOptions& options) {
    return Value::of(std::get<0>(options.betas()), options.beta1_tensor);
}

Value beta2_of(const AdamOptions& options) {
    return Value::of(std::get<1>(options.betas()), options.beta2_tensor);
}

Value weight_decay_of(const AdamOptions& options) {
    const auto& tensor = options.weight_decay_tensor;
    return tensor.defined() ? Value(tensor) : Value(options.weight_decay());
}

bool is_zero(const Value& value) {
    return value.is_tensor() ? !at::ne(value.tensor(), 0).item<bool>() : value.number() == 0;
}

void check_capturable(const at::Tensor& param, const at::Tensor& step, bool with_xla) {
    const auto type = param.device().type();
    TORCH_CHECK(
        type == step.device().type()
            && (type == at::kCUDA || type == at::kXPU || type == at::kHPU || type == at::kPrivateUse1
                || (with_xla && type == at::kXLA)),
        "If capturable=True, params and state_steps must be on supported devices: ['cuda', 'xpu', 'hpu', '",
        c10::get_privateuse1_backend(), with_xla ? "', 'xla']." : "'].");
}

// One parameter of a single-tensor step, each tensor as a real one.
struct Single {
    at::Tensor param;
    at::Tensor grad;
    at::Tensor exp_avg;
    at::Tensor exp_avg_sq;
    at::Tensor max_exp_avg_sq;  // undefined without amsgrad
    at::Tensor step;
};

at::Tensor decayed_grad(const Single& single, const AdamOptions& options, const Value& weight_decay) {
    if (options.differentiable && weight_decay.requires_grad()) {
        auto grad = single.grad;
        return grad.addcmul_(single.param.clone(), weight_decay.tensor());
    }
    return single.grad.add(single.param, weight_decay.scalar());
}

void update_averages(const Single& single, const AdamOptions& options, const Value& beta1, const Value& beta2) {
    const auto weight = one_minus(
        beta1.is_tensor() ? Value(beta1.tensor().to(single.param.device(), single.param.scalar_type(), true)) : beta1);
    if (weight.is_tensor()) {
        single.exp_avg.lerp_(single.grad, weight.tensor());
    } else {
        single.exp_avg.lerp_(single.grad, weight.number());
    }
    if (options.differentiable && beta2.requires_grad()) {
        single.exp_avg_sq.lerp_(at::square(single.grad), one_minus(beta2).tensor());
        return;
    }
    single.exp_avg_sq.mul_(beta2.factor()).addcmul_(single.grad, single.grad, one_minus(beta2).scalar());
}

// The step as a number, which is read from its tensor.
void update_param(
    const Single& single, const AdamOptions& options, const Value& lr, const Value& beta1, const Value& beta2) {
    const Value step = single.step.item<double>();
    const auto step_size = lr / one_minus(power(beta1, step));
    const auto correction = power(one_minus(power(beta2, step)), 0.5);
    auto square = single.exp_avg_sq;
    if (options.amsgrad()) {
        square = single.max_exp_avg_sq;
        at::maximum_out(square, square, single.exp_avg_sq);
    }
    const auto root = square.sqrt();
    auto denom = correction.is_tensor() ? at::div(root, correction.tensor()) : at::div(root, correction.number());
    denom.add_(options.eps());
    const auto negative = step_size.is_tensor() ? Value(step_size.tensor().neg()) : Value(-step_size.number());
    single.param.addcdiv_(single.exp_avg, denom, negative.scalar());
}

// The step as a tensor, through which autograd or a captured graph goes.
void update_param_by_tensor(
    const Single& single, const AdamOptions& options, const Value& lr, const Value& beta1, const Value& beta2) {
    const auto correction = [&](const Value& beta) {
        const auto& step = single.step;
        return one_minus(power(beta, options.differentiable && beta.requires_grad() ? step.clone() : step));
    };
    const auto step_size_neg = (lr / correction(beta1)).tensor().neg();
    const auto correction2_sqrt = correction(beta2).tensor().sqrt();
    auto square = single.exp_avg_sq;
    if (options.amsgrad()) {
        square = single.max_exp_avg_sq;
        square.copy_(at::maximum(options.differentiable ? square.clone() : square, single.exp_avg_sq));
    }
    auto denom = square.sqrt() / (correction2_sqrt * step_size_neg);
    denom.add_((Value(options.eps()) / Value(step_size_neg)).tensor());
    single.param.addcdiv_(options.differentiable ? single.exp_avg.clone() : single.exp_avg, denom);
}

bool share_device_and_dtype(const at::Tensor& first, const std::vector<at::Tensor>& tensors) {
    return std::all_of(tensors.begin(), tensors.end(), [&](const at::Tensor& tensor) {
        return tensor.device() == first.device() && tensor.scalar_type() == first.scalar_type();
    });
}

bool share_device_and_dtype(const AdamBatch& batch) {
    const auto alike = [&](const std::vector<at::Tensor>& tensors) {
        return share_device_and_dtype(batch.params[0], tensors);
    };
    return alike(batch.params) && alike(batch.grads) && alike(batch.exp_avgs) && alike(batch.exp_avg_sqs)
        && alike(batch.max_exp_avg_sqs);
}

// The tensors of a batch that share a device and a dtype; the batch itself is left empty where all do.
std::vector<AdamBatch> by_device_and_dtype(AdamBatch& batch) {
    if (share_device_and_dtype(batch)) {
        std::vector<AdamBatch> whole;
        whole.push_back(std::move(batch));
        return whole;
    }
    const auto optional = [](const std::vector<at::Tensor>& tensors) {
        return std::vector<std::optional<at::Tensor>>(tensors.begin(), tensors.end());
    };
    const auto plain = [](const std::vector<std::optional<at::Tensor>>& tensors) {
        std::vector<at::Tensor> result;
        for (const auto& tensor : tensors) {
            result.push_back(*tensor);
        }
        return result;
    };
    std::vector<AdamBatch> groups;
    for (const auto& [key, value] : at::native::_group_tensors_by_first_tensors_device_and_dtype(
             {optional(batch.params), optional(batch.grads), optional(batch.exp_avgs), optional(batch.exp_avg_sqs),
              optional(batch.max_exp_avg_sqs), optional(batch.steps)},
             /*with_indices=*/false)) {
        const auto& lists = value.first;
        groups.push_back(
            {plain(lists[0]),
             plain(lists[1]),
             plain(lists[2]),
             plain(lists[3]),
             plain(lists[4]),
             plain(lists[5]),
             batch.has_complex,
             {}});
    }
    return groups;
}

void view_as_real(AdamBatch& batch) {
    for (size_t i = 0; i < batch.params.size(); ++i) {
        if (batch.params[i].is_complex()) {
            for (auto* list :
                 {&batch.params, &batch.grads, &batch.exp_avgs, &batch.exp_avg_sqs, &batch.max_exp_avg_sqs}) {
                if (!list->empty()) {
                    (*list)[i] = at::view_as_real((*list)[i]);
                }
            }
        }
    }
}

// The square root of the averages that normalise, before the bias correction.
std::vector<at::Tensor> foreach_root(AdamBatch& batch, const AdamOptions& options) {
    if (options.amsgrad()) {
        at::_foreach_maximum_(batch.max_exp_avg_sqs, batch.exp_avg_sqs);
        return at::_foreach_sqrt(batch.max_exp_avg_sqs);
    }
    return at::_foreach_sqrt(batch.exp_avg_sqs);
}

void foreach_update_captured(
    AdamBatch& batch, const AdamOptions& options, const Value& lr, const Value& beta1, const Value& beta2) {
    auto step_size = at::_foreach_pow(beta1.scalar(), batch.steps);
    auto correction2_sqrt = at::_foreach_pow(beta2.scalar(), batch.steps);
    at::_foreach_sub_(step_size, 1);
    at::_foreach_sub_(correction2_sqrt, 1);
    at::_foreach_neg_(correction2_sqrt);
    if (lr.is_tensor()) {
        at::_foreach_div_(step_size, lr.tensor());
    } else {
        at::_foreach_div_(step_size, lr.number());
    }
    at::_foreach_reciprocal_(step_size);
    at::_foreach_sqrt_(correction2_sqrt);
    auto denom = foreach_root(batch, options);
    at::_foreach_div_(denom, correction2_sqrt);
    at::_foreach_add_(denom, options.eps());
    at::_foreach_div_(denom, step_size);
    at::_foreach_addcdiv_(batch.params, batch.exp_avgs, denom);
}

void foreach_update(AdamBatch& batch, const AdamOptions& options, double lr, double beta1, double beta2) {
    std::vector<at::Scalar> step_size;
    std::vector<at::Scalar> correction2_sqrt;
    for (const auto& step : batch.steps) {
        const Value count = step.item<double>();
        step_size.emplace_back((Value(lr) / one_minus(power(beta1, count))).number() * -1);
        correction2_sqrt.emplace_back(power(one_minus(power(beta2, count)), 0.5).number());
    }
    auto denom = foreach_root(batch, options);
    at::_foreach_div_(denom, correction2_sqrt);
    at::_foreach_add_(denom, options.eps());
    at::_foreach_addcdiv_(batch.params, batch.exp_avgs, denom, step_size);
}

void check_hyper(const char* name, const Value& value, bool capturable) {
    if (value.is_tensor()) {
        TORCH_CHECK_VALUE(capturable, name, " as a Tensor is not supported for capturable=False and foreach=True");
        TORCH_CHECK_VALUE(value.tensor().numel() == 1, "Tensor ", name, " must be 1-element");
    }
}

// Apart from the check, which is made for each tensor of each step.
[[noreturn]] void refuse_unfit(const char* name, const at::Tensor& param) {
    TORCH_CHECK(
        false, "`fused=True` requires ", name, " to have the dtype and layout of its param, ", dtype_name(param),
        " of size ", param.sizes());
}

void require_fit(const at::Tensor& state, const at::Tensor& param, const char* name) {
    if (!fits(state, param)) {
        refuse_unfit(name, param);
    }
}

// Refuses what the kernel would misread, and lays the gradients out as their parameters. Tells whether all tensors are
// dense ones, with nothing elsewhere.
bool fit_for_cpu(AdamBatch& batch) {
    bool are_dense = true;
    for (size_t i = 0; i < batch.params.size(); ++i) {
        const auto& param = batch.params[i];
        const auto sizes = param.sizes();
        const auto dtype = param.dtype();
        const bool contiguous = has_dense_keys(param) && param.is_contiguous();
        // By far the most, of which each check is a comparison or two.
        const auto is_like = [&](const at::Tensor& tensor) {
            return contiguous && has_dense_keys(tensor) && tensor.dtype() == dtype && tensor.is_contiguous()
                && tensor.sizes() == sizes;
        };
        const auto require = [&](const at::Tensor& tensor, const char* name) {
            if (!is_like(tensor)) {
                are_dense = are_dense && has_dense_keys(tensor);
                require_fit(tensor, param, name);
            }
        };
        if (!contiguous) {
            are_dense = are_dense && has_dense_keys(param);
            TORCH_CHECK(
                param.is_non_overlapping_and_dense(), "`fused=True` requires all the params to be dense in memory");
        }
        require(batch.exp_avgs[i], "exp_avg");
        require(batch.exp_avg_sqs[i], "exp_avg_sq");
        if (!batch.max_exp_avg_sqs.empty()) {
            require(batch.max_exp_avg_sqs[i], "max_exp_avg_sq");
        }
        auto& grad = batch.grads[i];
        if (!is_like(grad) && grad.sizes() == sizes && !lies_as(grad, param)) {
            grad = at::empty_like(param).copy_(grad);
        }
        require(grad, "grad");
        are_dense = are_dense && has_dense_keys(batch.steps[i]);
    }
    return are_dense;
}

// Whether operators on dense tensors need not go through autograd, which looks at each of them.
bool is_without_derivatives() {
    return !at::GradMode::is_enabled()
        && !c10::impl::tls_is_dispatch_key_included(c10::DispatchKey::FuncTorchDynamicLayerFrontMode)
        && torch::autograd::ForwardADLevel::try_get_by_idx(0) == nullptr;
}

void check_scale(const at::Tensor& scale, const char* name) {
    TORCH_CHECK(
        !scale.defined() || (scale.numel() == 1 && scale.scalar_type() == at::kFloat), name,
        " must be one element of dtype torch.float32");
}

}  // namespace

void single_tensor_adam(const AdamBatch& batch, const AdamOptions& options) {
    const auto lr = lr_of(options);
    const auto beta1 = beta1_of(options);
    const auto beta2 = beta2_of(options);
    const auto weight_decay = weight_decay_of(options);
    for (size_t i = 0; i < batch.params.size(); ++i) {
        Single single{
            batch.params[i],      options.maximize ? batch.grads[i].neg() : batch.grads[i],    batch.exp_avgs[i],
            batch.exp_avg_sqs[i], options.amsgrad() ? batch.max_exp_avg_sqs[i] : at::Tensor(), batch.steps[i]};
        if (options.capturable) {
            check_capturable(single.param, single.step, /*with_xla=*/true);
        }
        optim::increment(single.step);
        if (!is_zero(weight_decay)) {
            if (options.decoupled_weight_decay) {
                single.param.mul_(one_minus(lr * weight_decay).factor());
            } else {
                single.grad = decayed_grad(single, options, weight_decay);
            }
        }
        if (single.param.is_complex()) {
            for (auto* tensor : {&single.param, &single.grad, &single.exp_avg, &single.exp_avg_sq}) {
                *tensor = at::view_as_real(*tensor);
            }
            if (options.amsgrad()) {
                single.max_exp_avg_sq = at::view_as_real(single.max_exp_avg_sq);
            }
        }
        update_averages(single, options, beta1, beta2);
        if (options.capturable || options.differentiable) {
            update_param_by_tensor(single, options, lr, beta1, beta2);
        } else {
            update_param(single, options, lr, beta1, beta2);
        }
    }
}

void multi_tensor_adam(AdamBatch all, const AdamOptions& options) {
    if (all.params.empty()) {
        return;
    }
    const auto lr = lr_of(options);
    const auto beta1 = beta1_of(options);
    const auto beta2 = beta2_of(options);
    const auto weight_decay = weight_decay_of(options);
    check_hyper("lr", lr, options.capturable);
    check_hyper("beta1", beta1, options.capturable);
    check_hyper("beta2", beta2, options.capturable);
    if (options.capturable) {
        for (size_t i = 0; i < all.params.size(); ++i) {
            check_capturable(all.params[i], all.steps[i], /*with_xla=*/false);
        }
    }
    TORCH_CHECK(!options.differentiable, "_foreach ops don't support autograd");

    for (auto& batch : by_device_and_dtype(all)) {
        if (batch.has_complex) {
            view_as_real(batch);
        }
        auto grads = options.maximize ? at::_foreach_neg(batch.grads) : batch.grads;
        increment(batch.steps);
        if (!is_zero(weight_decay)) {
            if (options.decoupled_weight_decay) {
                const auto factor = one_minus(lr * weight_decay);
                if (factor.is_tensor()) {
                    at::_foreach_mul_(batch.params, factor.tensor());
                } else {
                    at::_foreach_mul_(batch.params, factor.number());
                }
            } else if (options.maximize) {
                at::_foreach_add_(grads, batch.params, weight_decay.scalar());
            } else {
                grads = at::_foreach_add(grads, batch.params, weight_decay.scalar());
            }
        }
        at::_foreach_lerp_(batch.exp_avgs, grads, one_minus(beta1).scalar());
        if (beta2.is_tensor()) {
            at::_foreach_mul_(batch.exp_avg_sqs, beta2.tensor());
            at::_foreach_addcmul_(batch.exp_avg_sqs, at::_foreach_mul(grads, one_minus(beta2).tensor()), grads, 1.0);
        } else {
            at::_foreach_mul_(batch.exp_avg_sqs, beta2.number());
            at::_foreach_addcmul_(batch.exp_avg_sqs, grads, grads, one_minus(beta2).number());
        }
        if (options.capturable) {
            foreach_update_captured(batch, options, lr, beta1, beta2);
        } else {
            foreach_update(batch, options, lr.number(), beta1.number(), beta2.number());
        }
    }
}

void fused_adam(AdamBatch& all, const AdamOptions& options, const at::Tensor& grad_scale, const at::Tensor& found_inf) {
    if (all.params.empty()) {
        return;
    }
    TORCH_CHECK(!options.differentiable, "Adam with fused=True does not support differentiable=True");
    check_scale(grad_scale, "grad_scale");
    check_scale(found_inf, "found_inf");
    const auto lr = lr_of(options);
    const auto beta1 = beta1_of(options).scalar().toDouble();
    const auto beta2 = beta2_of(options).scalar().toDouble();
    const auto weight_decay = weight_decay_of(options).scalar().toDouble();
    const auto update = [&](AdamBatch& batch) {
        const auto device = batch.params[0].device();
        std::optional<at::AutoDispatchBelowAutograd> below;
        if (device.is_cpu() && fit_for_cpu(batch) && is_without_derivatives()) {
            below.emplace();
        }
        const auto here = [&](const at::Tensor& scale) {
            return scale.defined() ? std::make_optional(scale.to(device, scale.scalar_type(), true)) : std::nullopt;
        };
        const auto scale = here(grad_scale);
        const auto inf = here(found_inf);
        increment(batch.steps);
        const auto call = [&](auto function, const auto& rate) {
            function(
                batch.params, batch.grads, batch.exp_avgs, batch.exp_avg_sqs, batch.max_exp_avg_sqs, batch.steps, rate,
                beta1, beta2, weight_decay, options.eps(), options.amsgrad(), options.maximize, scale, inf);
        };
        const auto with_rate = [&](auto function) {
            if (!lr.is_tensor()) {
                call(function, lr.number());
            } else if (lr.tensor().is_cpu()) {
                call(function, lr.tensor());
            } else {
                call(function, lr.tensor().to(device, lr.tensor().scalar_type(), true));
            }
        };
        if (options.decoupled_weight_decay) {
            with_rate([](auto&&... arguments) { at::_fused_adamw_(arguments...); });
        } else {
            with_rate([](auto&&... arguments) { at::_fused_adam_(arguments...); });
        }
        if (inf.has_value()) {
            uncount(batch.steps, *inf);
        }
    };
    if (all.params[0].is_cpu() && share_device_and_dtype(all.params[0], all.params)) {
        update(all);
        return;
    }
    auto copy = all;
    for (auto& batch : by_device_and_dtype(copy)) {
        update(batch);
    }
}

}  // namespace panamatorch::optim
