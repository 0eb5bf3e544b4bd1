#include "detail/optim_fused.hpp"

#include "detail/dense_keys.hpp"
#include "detail/gradient.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "panamatorch/optim.h"

#include <ATen/ops/_foreach_sub.h>
#include <ATen/ops/_fused_adagrad.h>
#include <ATen/ops/_fused_sgd.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

struct pt_fused {
    std::vector<at::Tensor> params;
    std::vector<std::vector<at::Tensor>> states;
    std::vector<at::Tensor> steps;
};

namespace panamatorch::optim {

void uncount(const std::vector<at::Tensor>& steps, const at::Tensor& found_inf) {
    at::_foreach_sub_(steps, std::vector<at::Tensor>(steps.size(), found_inf));
}

namespace {

bool can_be_read(const at::Tensor& tensor, const at::Tensor& param) {
    return has_dense_keys(tensor) && fits(tensor, param);
}

// All gradients, or nothing where the operator cannot be called with what there is.
std::optional<std::vector<at::Tensor>> gradients(const pt_fused& fused) {
    std::vector<at::Tensor> gradients;
    gradients.reserve(fused.params.size());
    for (size_t i = 0; i < fused.params.size(); ++i) {
        const auto& param = fused.params[i];
        auto gradient = gradient_of(param);
        if (!gradient.defined() || !param.is_non_overlapping_and_dense() || !can_be_read(gradient, param)
            || param.scalar_type() != fused.params[0].scalar_type() || !param.is_floating_point()
            || !std::all_of(fused.states.begin(), fused.states.end(), [&](const auto& state) {
                   return can_be_read(state[i], param);
               })) {
            return std::nullopt;
        }
        gradients.push_back(std::move(gradient));
    }
    return gradients;
}

// Of one element, which the kernels read where the parameters are.
std::optional<at::Tensor> beside(const pt_fused& fused, const pt_tensor* handle) {
    return handle == nullptr ? std::nullopt : std::make_optional(owned(handle).to(fused.params[0].device()));
}

// Makes a step of lists with their gradients, or says that it has not.
template <typename Step>
pt_status fused_step(const pt_fused* fused, int64_t* ret, const Step& step) {
    return guard([&] {
        Usage::mine().begin(Usage::whatever_there_is());
        const auto& lists = *required(fused, "null lists of fused parameters");
        const auto grads = gradients(lists);
        *ret = grads.has_value();
        if (grads.has_value()) {
            step(lists, *grads);
        }
    });
}

// Calls an operator with a learning rate that is a number or a tensor.
template <typename Call>
void with_rate(double lr, const pt_tensor* lr_or_null, const Call& call) {
    if (lr_or_null == nullptr) {
        call(lr);
    } else {
        call(owned(lr_or_null));
    }
}

}  // namespace
}  // namespace panamatorch::optim

using namespace panamatorch;
using namespace panamatorch::optim;

pt_fused* pt_fused_new(pt_tensor* const* tensors, int64_t count, int64_t states, int64_t counts_steps) {
    return guard_new([&] {
        auto fused = std::make_unique<pt_fused>();
        auto next = [count, from = tensors]() mutable { return owned_list(std::exchange(from, from + count), count); };
        fused->params = next();
        for (int64_t i = 0; i < states; ++i) {
            fused->states.push_back(next());
        }
        if (counts_steps != 0) {
            fused->steps = next();
        }
        return fused.release();
    });
}

void pt_fused_free(pt_fused* fused) {
    delete fused;
}

pt_status pt_fused_sgd(
    pt_fused* fused,
    double weight_decay,
    double momentum,
    double lr,
    const pt_tensor* lr_or_null,
    double dampening,
    int64_t nesterov,
    int64_t maximize,
    const pt_tensor* grad_scale,
    const pt_tensor* found_inf,
    int64_t* ret) {
    return fused_step(fused, ret, [&](const pt_fused& lists, const std::vector<at::Tensor>& grads) {
        const auto buffers = lists.states.empty() ? at::TensorList() : at::TensorList(lists.states[0]);
        with_rate(lr, lr_or_null, [&](const auto& rate) {
            at::_fused_sgd_(
                lists.params, grads, buffers, weight_decay, momentum, rate, dampening, nesterov != 0, maximize != 0,
                /*is_first_step=*/false, beside(lists, grad_scale), beside(lists, found_inf));
        });
    });
}

pt_status pt_fused_adagrad(
    pt_fused* fused,
    double lr,
    const pt_tensor* lr_or_null,
    double lr_decay,
    double weight_decay,
    double eps,
    int64_t maximize,
    const pt_tensor* grad_scale,
    const pt_tensor* found_inf,
    int64_t* ret) {
    return fused_step(fused, ret, [&](const pt_fused& lists, const std::vector<at::Tensor>& grads) {
        const auto skipped = beside(lists, found_inf);
        increment(lists.steps);
        with_rate(lr, lr_or_null, [&](const auto& rate) {
            at::_fused_adagrad_(
                lists.params, grads, lists.states[0], lists.steps, rate, lr_decay, weight_decay, eps, maximize != 0,
                beside(lists, grad_scale), skipped);
        });
        if (skipped.has_value()) {
            uncount(lists.steps, *skipped);
        }
    });
}
