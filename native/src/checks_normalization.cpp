#include "detail/checks.hpp"

#include <ATen/ops/_batch_norm_no_update_native.h>
#include <ATen/ops/_batch_norm_with_update_native.h>
#include <ATen/ops/_native_batch_norm_legit_native.h>
#include <ATen/ops/_native_batch_norm_legit_no_training_native.h>
#include <ATen/ops/batch_norm_update_stats_native.h>
#include <ATen/ops/native_batch_norm_backward_native.h>
#include <ATen/ops/native_batch_norm_native.h>
#include <ATen/ops/native_group_norm_backward_native.h>
#include <ATen/ops/native_group_norm_native.h>

#include <string>

// Batch normalization, whose kernels read and write one value a channel, and group normalization.
namespace panamatorch {

namespace {

void check_channels(const at::Tensor& input, const OptionalTensor& values, const char* name) {
    if (input.dim() < 2 || !values || !values->defined()) {
        return;
    }
    TORCH_CHECK(
        values->numel() == input.size(1), "batch_norm: ", name, " should contain ", input.size(1), " elements not ",
        values->numel());
    TORCH_CHECK(
        !input.is_mkldnn() || values->dim() == 1, "batch_norm: ", name, " has size ", values->sizes(),
        ", expected one dimension beside an input of oneDNN's layout");
}

constexpr auto affine =
    [](const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias, const auto&...) {
        check_channels(input, weight, "weight");
        check_channels(input, bias, "bias");
    };

void check_statistics(const at::Tensor& input, const OptionalTensor& mean, const OptionalTensor& variance) {
    check_channels(input, mean, "running_mean");
    check_channels(input, variance, "running_var");
}

constexpr auto batch = [](const at::Tensor& input,
                          const OptionalTensor& weight,
                          const OptionalTensor& bias,
                          const OptionalTensor& mean,
                          const OptionalTensor& variance,
                          bool training,
                          const auto&...) {
    affine(input, weight, bias);
    check_statistics(input, mean, variance);
    TORCH_CHECK(
        training || (mean && mean->defined() && variance && variance->defined()),
        "batch_norm: running_mean and running_var must be given where training is False");
};

constexpr auto batch_without_statistics = [](const at::Tensor& input,
                                             const OptionalTensor& weight,
                                             const OptionalTensor& bias,
                                             bool training,
                                             const auto&...) {
    affine(input, weight, bias);
    TORCH_CHECK(training, "batch_norm: training is False, expected True where there are no running statistics");
};

constexpr auto batch_update = [](const at::Tensor& input,
                                 const OptionalTensor& weight,
                                 const OptionalTensor& bias,
                                 const at::Tensor& mean,
                                 const at::Tensor& variance,
                                 const auto&...) {
    affine(input, weight, bias);
    check_statistics(input, mean, variance);
};

constexpr auto batch_evaluated = [](const at::Tensor& input,
                                    const OptionalTensor& weight,
                                    const OptionalTensor& bias,
                                    const OptionalTensor& mean,
                                    const OptionalTensor& variance,
                                    const auto&...) { batch(input, weight, bias, mean, variance, false); };

constexpr auto statistics_alone =
    [](const at::Tensor& input, const OptionalTensor& mean, const OptionalTensor& variance, double /*momentum*/) {
        check_statistics(input, mean, variance);
    };

// In evaluation nothing is saved.
constexpr auto batch_gradient = [](const at::Tensor& /*grad_out*/,
                                   const at::Tensor& input,
                                   const OptionalTensor& weight,
                                   const OptionalTensor& mean,
                                   const OptionalTensor& variance,
                                   const OptionalTensor& save_mean,
                                   const OptionalTensor& save_invstd,
                                   bool train,
                                   const auto&...) {
    check_channels(input, weight, "weight");
    check_statistics(input, mean, variance);
    if (train) {
        check_channels(input, save_mean, "save_mean");
        check_channels(input, save_invstd, "save_invstd");
    }
};

// What the CPU's own kernel checks, this one, which serves quantized and other tensors, does not.
constexpr auto groups = [](const at::Tensor& input,
                           const OptionalTensor& /*weight*/,
                           const OptionalTensor& /*bias*/,
                           int64_t n,
                           int64_t c,
                           int64_t hxw,
                           int64_t group,
                           double /*eps*/) {
    TORCH_CHECK(input.dim() >= 2, "native_group_norm: input has ", input.dim(), " dimensions, expected at least 2");
    TORCH_CHECK(
        n >= 0 && c >= 0 && hxw >= 0 && group > 0, "native_group_norm: N, C, HxW and group are ",
        at::IntArrayRef({n, c, hxw, group}), ", expected sizes and at least one group");
};

// Over a channels-last input LibTorch writes the input's gradient even where nobody wants it and there is none.
std::tuple<at::Tensor, at::Tensor, at::Tensor> group_gradient(
    const at::Tensor& grad_out,
    const at::Tensor& input,
    const at::Tensor& mean,
    const at::Tensor& rstd,
    const OptionalTensor& weight,
    int64_t n,
    int64_t c,
    int64_t hxw,
    int64_t group,
    std::array<bool, 3> wanted) {
    auto computed = wanted;
    computed[0] = wanted[0] || wanted[1] || wanted[2];
    auto result =
        at::native::native_group_norm_backward(grad_out, input, mean, rstd, weight, n, c, hxw, group, computed);
    if (!wanted[0]) {
        std::get<0>(result) = at::Tensor();
    }
    return result;
}

}  // namespace

void check_normalization(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    using namespace at::native;
    replace<batch_norm_cpu, batch>(cpu, "native_batch_norm");
    replace<batch_norm_cpu_out, batch>(cpu, "native_batch_norm.out");
    replace<_batch_norm_legit_cpu, batch>(cpu, "_native_batch_norm_legit");
    replace<_batch_norm_legit_cpu_out, batch>(cpu, "_native_batch_norm_legit.out");
    replace<_batch_norm_legit_no_stats_cpu, batch_without_statistics>(cpu, "_native_batch_norm_legit.no_stats");
    replace<_batch_norm_legit_no_stats_cpu_out, batch_without_statistics>(cpu, "_native_batch_norm_legit.no_stats_out");
    replace<_batch_norm_with_update_cpu, batch_update>(cpu, "_batch_norm_with_update");
    replace<_batch_norm_with_update_cpu_out, batch_update>(cpu, "_batch_norm_with_update.out");
    replace<batch_norm_update_stats_cpu, statistics_alone>(cpu, "batch_norm_update_stats");
    replace<batch_norm_backward_cpu, batch_gradient>(cpu, "native_batch_norm_backward");
    replace<mkldnn_batch_norm, batch>(kernels.mkldnn, "native_batch_norm");
    replace<_mkldnn_batch_norm_legit, batch>(kernels.mkldnn, "_native_batch_norm_legit");
    replace<_mkldnn_batch_norm_legit_no_stats, batch_without_statistics>(
        kernels.mkldnn, "_native_batch_norm_legit.no_stats");
    replace<_batch_norm_with_update_mkldnn, batch_update>(kernels.mkldnn, "_batch_norm_with_update");
    auto& composite = kernels.composite_explicit;
    replace<_batch_norm_legit_no_training, batch_update>(composite, "_native_batch_norm_legit_no_training");
    replace<_batch_norm_no_update, batch_evaluated>(composite, "_batch_norm_no_update");
    replace<math_group_norm, groups>(composite, "native_group_norm");
    cpu.impl("native_group_norm_backward", TORCH_FN(group_gradient));
}

}  // namespace panamatorch
