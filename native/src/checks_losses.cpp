#include "detail/checks.hpp"

#include <ATen/ops/_ctc_loss_backward_native.h>
#include <ATen/ops/_ctc_loss_native.h>
#include <ATen/ops/_segment_reduce_backward_native.h>
#include <ATen/ops/nll_loss2d_backward_native.h>
#include <ATen/ops/nll_loss_backward_cpu_dispatch.h>
#include <ATen/ops/segment_reduce_native.h>

#include <algorithm>

// Losses, whose targets are indices, and reductions of segments.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;

void check_ctc_targets(const Tensor& log_probs, const Tensor& targets, IntArrayRef target_lengths) {
    if (!is_readable(targets) || log_probs.dim() == 0 || targets.dim() > 2) {
        return;
    }
    const auto classes = log_probs.size(-1);
    const auto check = [classes](const Tensor& read) {
        TORCH_CHECK(
            all_within(read, 0, classes), "ctc_loss: targets has an element outside of the ", classes,
            " classes of log_probs, 0 to ", classes - 1);
    };
    if (targets.dim() < 2) {
        check(targets);
        return;
    }
    // Past its length a target is padding that nobody reads.
    const auto rows = std::min(targets.size(0), static_cast<int64_t>(target_lengths.size()));
    for (int64_t row = 0; row < rows; ++row) {
        check(targets.select(0, row).narrow(0, 0, std::clamp<int64_t>(target_lengths[row], 0, targets.size(1))));
    }
}

// LibTorch finds the targets of each element in a list of all of them as if the list had no gaps.
Tensor without_gaps(const Tensor& targets) {
    return targets.dim() == 1 ? targets.contiguous() : targets;
}

std::tuple<Tensor, Tensor> ctc_loss(
    const Tensor& log_probs,
    const Tensor& targets,
    IntArrayRef input_lengths,
    IntArrayRef target_lengths,
    int64_t blank,
    bool zero_infinity) {
    check_ctc_targets(log_probs, targets, target_lengths);
    return at::native::ctc_loss_cpu(
        log_probs, without_gaps(targets), input_lengths, target_lengths, blank, zero_infinity);
}

Tensor ctc_gradient(
    const Tensor& grad,
    const Tensor& log_probs,
    const Tensor& targets,
    IntArrayRef input_lengths,
    IntArrayRef target_lengths,
    const Tensor& neg_log_likelihood,
    const Tensor& log_alpha,
    int64_t blank,
    bool zero_infinity) {
    check_ctc_targets(log_probs, targets, target_lengths);
    return at::native::ctc_loss_backward_cpu(
        grad, log_probs, without_gaps(targets), input_lengths, target_lengths, neg_log_likelihood, log_alpha, blank,
        zero_infinity);
}

// With a reduction LibTorch looks at the targets again itself.
void check_classes(const Tensor& self, const Tensor& target, int64_t reduction, int64_t ignore_index) {
    if (reduction != at::Reduction::None || self.dim() == 0
        || all_within(target, 0, self.size(self.dim() == 1 ? 0 : 1))) {
        return;
    }
    const auto classes = self.size(self.dim() == 1 ? 0 : 1);
    TORCH_CHECK_INDEX(
        all_within(target.masked_select(target.ne(ignore_index)), 0, classes),
        "nll_loss: target has an element outside of the ", classes, " classes of input, 0 to ", classes - 1);
}

constexpr auto nll_gradient = [](const Tensor& /*grad*/,
                                 const Tensor& self,
                                 const Tensor& target,
                                 const OptionalTensor& /*weight*/,
                                 int64_t reduction,
                                 int64_t ignore_index,
                                 const auto&...) { check_classes(self, target, reduction, ignore_index); };

// LibTorch gives the gradient the input's strides and then refuses strides that are not contiguous.
Tensor nll2d_gradient(
    const Tensor& grad,
    const Tensor& self,
    const Tensor& target,
    const OptionalTensor& weight,
    int64_t reduction,
    int64_t ignore_index,
    const Tensor& total_weight) {
    check_classes(self, target, reduction, ignore_index);
    return at::native::nll_loss2d_backward_cpu(
        grad, self.contiguous(), target, weight, reduction, ignore_index, total_weight);
}

void check_segments(const Tensor& data, const OptionalTensor& lengths, const OptionalTensor& offsets, int64_t axis) {
    TORCH_CHECK(
        axis >= 0 && axis < data.dim(), "segment_reduce: axis is ", axis, ", data has ", data.dim(), " dimensions");
    const auto size = data.size(axis);
    if (lengths && is_readable(*lengths) && lengths->dim() > 0) {
        TORCH_CHECK(
            all_within(*lengths, 0, size + 1) && lengths->sum(-1).le(size).all().item<bool>(),
            "segment_reduce: lengths must not be negative nor sum to more than ", size,
            ", the size of data along axis ", axis);
    }
    if (offsets && is_readable(*offsets) && offsets->dim() > 0) {
        TORCH_CHECK(
            all_within(*offsets, 0, size + 1) && offsets->diff().ge(0).all().item<bool>(),
            "segment_reduce: offsets must rise from 0 to at most ", size, ", the size of data along axis ", axis);
    }
}

// With unsafe=true LibTorch takes the segments as they are.
constexpr auto segments = [](const Tensor& data,
                             c10::string_view /*reduce*/,
                             const OptionalTensor& lengths,
                             const OptionalTensor& /*indices*/,
                             const OptionalTensor& offsets,
                             int64_t axis,
                             bool unsafe,
                             const auto&...) {
    if (unsafe) {
        check_segments(data, lengths, offsets, axis);
    }
};

constexpr auto segments_gradient = [](const Tensor& /*grad*/,
                                      const Tensor& /*output*/,
                                      const Tensor& data,
                                      c10::string_view /*reduce*/,
                                      const OptionalTensor& lengths,
                                      const OptionalTensor& offsets,
                                      int64_t axis,
                                      const auto&...) { check_segments(data, lengths, offsets, axis); };

}  // namespace

void check_losses(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    cpu.impl("_ctc_loss", TORCH_FN(ctc_loss));
    cpu.impl("_ctc_loss_backward", TORCH_FN(ctc_gradient));
    replace<at::cpu::nll_loss_backward, nll_gradient>(cpu, "nll_loss_backward");
    replace<at::cpu::nll_loss_backward_outf, nll_gradient>(cpu, "nll_loss_backward.grad_input");
    cpu.impl("nll_loss2d_backward", TORCH_FN(nll2d_gradient));
    replace<at::native::nll_loss2d_backward_out_cpu, nll_gradient>(cpu, "nll_loss2d_backward.grad_input");
    replace<at::native::segment_reduce_kernel, segments>(cpu, "segment_reduce");
    replace<at::native::_segment_reduce_backward_kernel, segments_gradient>(cpu, "_segment_reduce_backward");
}

}  // namespace panamatorch
