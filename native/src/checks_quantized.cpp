#include "detail/checks.hpp"

#include <ATen/ops/_dyn_quant_matmul_4bit_native.h>
#include <ATen/ops/_fused_moving_avg_obs_fq_helper_native.h>
#include <ATen/ops/choose_qparams_optimized_native.h>
#include <ATen/ops/quantized_lstm_cell_native.h>

#include <algorithm>
#include <cmath>
#include <tuple>

// Quantized layers.
namespace panamatorch {

namespace {

using at::Tensor;

constexpr auto packed_matrix = [](const Tensor& input, const Tensor& weights, int64_t block, int64_t in, int64_t out) {
    TORCH_CHECK(
        block > 0 && in > 0 && out > 0 && in % block == 0,
        "_dyn_quant_matmul_4bit: block_size, in_features and out_features are ", at::IntArrayRef({block, in, out}),
        ", expected positive numbers, and in_features a multiple of block_size");
    TORCH_CHECK(
        input.dim() == 2 && input.size(1) == in && input.scalar_type() == at::kFloat, "_dyn_quant_matmul_4bit: inp is ",
        input.scalar_type(), input.sizes(), ", expected float32[M, ", in, "]");
    // Two weights a byte, beside their scales.
    TORCH_CHECK(
        static_cast<int64_t>(weights.nbytes()) / out >= in / 2, "_dyn_quant_matmul_4bit: packed_weights has ",
        weights.numel(), " elements, too few for ", out, " rows of ", in, " weights");
};

constexpr auto states = [](const Tensor& /*input*/, at::TensorList hx, const auto&...) {
    TORCH_CHECK(hx.size() == 2, "quantized_lstm_cell: hx has ", hx.size(), " tensors, expected 2");
};

// The search takes away bin by bin, and looks at all elements each time.
constexpr int64_t MAX_STEPS = 1 << 28;

void require_bins(const Tensor& input, int64_t numel, int64_t n_bins, double ratio) {
    TORCH_CHECK_VALUE(
        numel > 0 && numel <= input.numel(), "choose_qparams_optimized: numel is ", numel, ", expected from 1 to ",
        input.numel(), ", the elements of input");
    TORCH_CHECK_VALUE(
        n_bins > 0 && n_bins <= MAX_STEPS / numel, "choose_qparams_optimized: n_bins is ", n_bins,
        ", expected from 1 to ", MAX_STEPS / numel, " for ", numel, " elements");
    // Of a ratio beyond 1 it goes on when no bin is left.
    TORCH_CHECK_VALUE(ratio <= 1, "choose_qparams_optimized: ratio is ", ratio, ", expected at most 1");
}

// The search moves the ends of the range by a bin each time until few enough are left: in float, where the numbers near
// the ends may be further from each other than that, and then it never ends.
void require_progress(const Tensor& input, int64_t numel, int64_t n_bins) {
    const auto* elements = input.const_data_ptr<float>();
    const auto [min, max] = std::minmax_element(elements, elements + numel);
    const auto width = (*max - *min) / static_cast<float>(n_bins);
    const auto end = std::max(std::abs(*min), std::abs(*max));
    TORCH_CHECK_VALUE(
        !(*min < *max) || !(width < end - std::nextafter(end, 0.0F)), "choose_qparams_optimized: n_bins is ", n_bins,
        ", more than there are float32 numbers between ", *min, " and ", *max);
}

// LibTorch reads the elements as they lie in memory, wherever those of the tensor are.
std::tuple<Tensor, Tensor> choose_qparams(
    const Tensor& input, int64_t numel, int64_t n_bins, double ratio, int64_t bit_width) {
    require_bins(input, numel, n_bins, ratio);
    const auto flat = input.contiguous();
    if (is_readable(flat) && flat.scalar_type() == at::kFloat) {
        require_progress(flat, numel, n_bins);
    }
    return at::native::choose_qparams_optimized(flat, numel, n_bins, ratio, bit_width);
}

// One number each of a whole tensor, or of each row, where LibTorch makes them by itself if there are none.
constexpr auto observed = [](const Tensor& self,
                             const Tensor& /*observer_on*/,
                             const Tensor& /*fake_quant_on*/,
                             const Tensor& running_min,
                             const Tensor& running_max,
                             const Tensor& scale,
                             const Tensor& zero_point,
                             double /*averaging_const*/,
                             int64_t /*quant_min*/,
                             int64_t /*quant_max*/,
                             int64_t ch_axis,
                             bool per_row,
                             bool /*symmetric*/) {
    // It is an index of a list as it stands.
    TORCH_CHECK_INDEX(
        !per_row || (ch_axis >= 0 && ch_axis < self.dim()), "fused_moving_avg_obs_fake_quant: ch_axis is ", ch_axis,
        ", expected from 0 to ", self.dim() - 1, " for a tensor of size ", self.sizes());
    const auto count = per_row ? self.size(ch_axis) : 1;
    TORCH_CHECK(
        (per_row && running_min.numel() == 0)
            || (running_min.numel() >= count && running_max.numel() >= count && scale.numel() >= count
                && zero_point.numel() >= count),
        "fused_moving_avg_obs_fake_quant: running_min, running_max, scale and zero_point have ",
        at::IntArrayRef({running_min.numel(), running_max.numel(), scale.numel(), zero_point.numel()}),
        " elements, expected ", count, " each");
};

}  // namespace

void check_quantized(const Kernels& kernels) {
    replace<at::native::_dyn_quant_matmul_4bit_cpu, packed_matrix>(kernels.cpu, "_dyn_quant_matmul_4bit");
    replace<at::native::fused_moving_avg_obs_fake_quant_cpu, observed>(kernels.cpu, "_fused_moving_avg_obs_fq_helper");
    replace<at::native::quantized_lstm_cell, states>(kernels.composite, "quantized_lstm_cell");
    kernels.composite.impl("choose_qparams_optimized", TORCH_FN(choose_qparams));
}

}  // namespace panamatorch
