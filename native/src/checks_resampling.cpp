#include "detail/checks.hpp"

#include <ATen/ops/_upsample_bicubic2d_aa_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_bicubic2d_aa_cpu_dispatch.h>
#include <ATen/ops/_upsample_bilinear2d_aa_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_bilinear2d_aa_cpu_dispatch.h>
#include <ATen/ops/_upsample_lanczos2d_aa_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_lanczos2d_aa_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact1d_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact1d_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact2d_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact2d_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact2d_native.h>
#include <ATen/ops/_upsample_nearest_exact3d_backward_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact3d_cpu_dispatch.h>
#include <ATen/ops/_upsample_nearest_exact3d_native.h>
#include <ATen/ops/upsample_bicubic2d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_bicubic2d_cpu_dispatch.h>
#include <ATen/ops/upsample_bilinear2d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_bilinear2d_cpu_dispatch.h>
#include <ATen/ops/upsample_bilinear2d_native.h>
#include <ATen/ops/upsample_linear1d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_linear1d_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest1d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest1d_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest2d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest2d_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest2d_native.h>
#include <ATen/ops/upsample_nearest3d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest3d_cpu_dispatch.h>
#include <ATen/ops/upsample_nearest3d_native.h>
#include <ATen/ops/upsample_trilinear3d_backward_cpu_dispatch.h>
#include <ATen/ops/upsample_trilinear3d_cpu_dispatch.h>

#include <array>

// Scales of upsampling: the place that an element comes from is a quotient by one, and an index.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;

// The quotient of the largest size by this is an int64, and windows of anti-aliasing that are so much wider an int.
constexpr double MIN_SCALE = 1.0 / (1 << 24);

template <typename Other>
void check_scale(const Other& /*other*/) {}

void check_scale(std::optional<double> scale) {
    // One that is not positive is as good as none.
    TORCH_CHECK_VALUE(
        !scale || !(*scale > 0) || *scale >= MIN_SCALE, "upsample: scales has ", scale.value_or(0),
        ", expected at least ", MIN_SCALE);
}

constexpr auto scaled = [](const auto&... arguments) { (check_scale(arguments), ...); };

// Of windows that lie beyond the input as a whole the sizes are negative.
void check_windows(IntArrayRef input, IntArrayRef output, std::array<std::optional<double>, 2> scales) {
    for (size_t i = 0; i < 2 && input.size() == 4 && output.size() == 2; ++i) {
        const auto scale = scales.at(i).value_or(0);
        const auto last = (static_cast<double>(output[i]) - 0.5) / scale;
        TORCH_CHECK_VALUE(
            !(scale > 0) || last <= static_cast<double>(input[i + 2]), "upsample: scales has ", scale,
            ", expected more to make ", output[i], " elements of ", input[i + 2]);
    }
}

constexpr auto smooth = [](const Tensor& self,
                           IntArrayRef output_size,
                           bool align_corners,
                           std::optional<double> scales_h,
                           std::optional<double> scales_w,
                           const auto&...) {
    scaled(scales_h, scales_w);
    if (!align_corners) {
        check_windows(self.sizes(), output_size, {scales_h, scales_w});
    }
};

constexpr auto smooth_backward = [](const Tensor& /*grad_output*/,
                                    IntArrayRef output_size,
                                    IntArrayRef input_size,
                                    bool align_corners,
                                    std::optional<double> scales_h,
                                    std::optional<double> scales_w,
                                    const auto&...) {
    scaled(scales_h, scales_w);
    if (!align_corners) {
        check_windows(input_size, output_size, {scales_h, scales_w});
    }
};

// Bytes are resampled in the way of anti-aliasing.
constexpr auto smooth_bytes = [](const Tensor& self, const auto&... others) {
    if (self.scalar_type() == at::kByte) {
        smooth(self, others...);
    } else {
        scaled(others...);
    }
};

}  // namespace

void check_resampling(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    replace<at::cpu::upsample_bicubic2d, smooth_bytes>(cpu, "upsample_bicubic2d");
    replace<at::cpu::upsample_bicubic2d_outf, smooth_bytes>(cpu, "upsample_bicubic2d.out");
    replace<at::cpu::upsample_bicubic2d_backward, scaled>(cpu, "upsample_bicubic2d_backward");
    replace<at::cpu::upsample_bicubic2d_backward_outf, scaled>(cpu, "upsample_bicubic2d_backward.grad_input");
    replace<at::cpu::_upsample_bicubic2d_aa, smooth>(cpu, "_upsample_bicubic2d_aa");
    replace<at::cpu::_upsample_bicubic2d_aa_outf, smooth>(cpu, "_upsample_bicubic2d_aa.out");
    replace<at::cpu::_upsample_bicubic2d_aa_backward, smooth_backward>(cpu, "_upsample_bicubic2d_aa_backward");
    replace<at::cpu::_upsample_bicubic2d_aa_backward_outf, smooth_backward>(
        cpu, "_upsample_bicubic2d_aa_backward.grad_input");
    replace<at::cpu::upsample_bilinear2d, smooth_bytes>(cpu, "upsample_bilinear2d");
    replace<at::cpu::upsample_bilinear2d_outf, smooth_bytes>(cpu, "upsample_bilinear2d.out");
    replace<at::cpu::upsample_bilinear2d_backward, scaled>(cpu, "upsample_bilinear2d_backward");
    replace<at::cpu::upsample_bilinear2d_backward_outf, scaled>(cpu, "upsample_bilinear2d_backward.grad_input");
    replace<at::cpu::_upsample_bilinear2d_aa, smooth>(cpu, "_upsample_bilinear2d_aa");
    replace<at::cpu::_upsample_bilinear2d_aa_outf, smooth>(cpu, "_upsample_bilinear2d_aa.out");
    replace<at::cpu::_upsample_bilinear2d_aa_backward, smooth_backward>(cpu, "_upsample_bilinear2d_aa_backward");
    replace<at::cpu::_upsample_bilinear2d_aa_backward_outf, smooth_backward>(
        cpu, "_upsample_bilinear2d_aa_backward.grad_input");
    replace<at::cpu::_upsample_lanczos2d_aa, smooth>(cpu, "_upsample_lanczos2d_aa");
    replace<at::cpu::_upsample_lanczos2d_aa_outf, smooth>(cpu, "_upsample_lanczos2d_aa.out");
    replace<at::cpu::_upsample_lanczos2d_aa_backward, smooth_backward>(cpu, "_upsample_lanczos2d_aa_backward");
    replace<at::cpu::_upsample_lanczos2d_aa_backward_outf, smooth_backward>(
        cpu, "_upsample_lanczos2d_aa_backward.grad_input");
    replace<at::cpu::upsample_linear1d, scaled>(cpu, "upsample_linear1d");
    replace<at::cpu::upsample_linear1d_outf, scaled>(cpu, "upsample_linear1d.out");
    replace<at::cpu::upsample_linear1d_backward, scaled>(cpu, "upsample_linear1d_backward");
    replace<at::cpu::upsample_linear1d_backward_outf, scaled>(cpu, "upsample_linear1d_backward.grad_input");
    replace<at::cpu::upsample_nearest1d, scaled>(cpu, "upsample_nearest1d");
    replace<at::cpu::upsample_nearest1d_outf, scaled>(cpu, "upsample_nearest1d.out");
    replace<at::cpu::upsample_nearest1d_backward, scaled>(cpu, "upsample_nearest1d_backward");
    replace<at::cpu::upsample_nearest1d_backward_outf, scaled>(cpu, "upsample_nearest1d_backward.grad_input");
    replace<at::cpu::upsample_nearest2d, scaled>(cpu, "upsample_nearest2d");
    replace<at::cpu::upsample_nearest2d_outf, scaled>(cpu, "upsample_nearest2d.out");
    replace<at::cpu::upsample_nearest2d_backward, scaled>(cpu, "upsample_nearest2d_backward");
    replace<at::cpu::upsample_nearest2d_backward_outf, scaled>(cpu, "upsample_nearest2d_backward.grad_input");
    replace<at::cpu::upsample_nearest3d, scaled>(cpu, "upsample_nearest3d");
    replace<at::cpu::upsample_nearest3d_outf, scaled>(cpu, "upsample_nearest3d.out");
    replace<at::cpu::upsample_nearest3d_backward, scaled>(cpu, "upsample_nearest3d_backward");
    replace<at::cpu::upsample_nearest3d_backward_outf, scaled>(cpu, "upsample_nearest3d_backward.grad_input");
    replace<at::cpu::_upsample_nearest_exact1d, scaled>(cpu, "_upsample_nearest_exact1d");
    replace<at::cpu::_upsample_nearest_exact1d_outf, scaled>(cpu, "_upsample_nearest_exact1d.out");
    replace<at::cpu::_upsample_nearest_exact1d_backward, scaled>(cpu, "_upsample_nearest_exact1d_backward");
    replace<at::cpu::_upsample_nearest_exact1d_backward_outf, scaled>(
        cpu, "_upsample_nearest_exact1d_backward.grad_input");
    replace<at::cpu::_upsample_nearest_exact2d, scaled>(cpu, "_upsample_nearest_exact2d");
    replace<at::cpu::_upsample_nearest_exact2d_outf, scaled>(cpu, "_upsample_nearest_exact2d.out");
    replace<at::cpu::_upsample_nearest_exact2d_backward, scaled>(cpu, "_upsample_nearest_exact2d_backward");
    replace<at::cpu::_upsample_nearest_exact2d_backward_outf, scaled>(
        cpu, "_upsample_nearest_exact2d_backward.grad_input");
    replace<at::cpu::_upsample_nearest_exact3d, scaled>(cpu, "_upsample_nearest_exact3d");
    replace<at::cpu::_upsample_nearest_exact3d_outf, scaled>(cpu, "_upsample_nearest_exact3d.out");
    replace<at::cpu::_upsample_nearest_exact3d_backward, scaled>(cpu, "_upsample_nearest_exact3d_backward");
    replace<at::cpu::_upsample_nearest_exact3d_backward_outf, scaled>(
        cpu, "_upsample_nearest_exact3d_backward.grad_input");
    replace<at::cpu::upsample_trilinear3d, scaled>(cpu, "upsample_trilinear3d");
    replace<at::cpu::upsample_trilinear3d_outf, scaled>(cpu, "upsample_trilinear3d.out");
    replace<at::cpu::upsample_trilinear3d_backward, scaled>(cpu, "upsample_trilinear3d_backward");
    replace<at::cpu::upsample_trilinear3d_backward_outf, scaled>(cpu, "upsample_trilinear3d_backward.grad_input");
    replace<at::native::upsample_bilinear2d_quantized_cpu, scaled>(kernels.quantized, "upsample_bilinear2d");
    replace<at::native::upsample_nearest2d_quantized_cpu, scaled>(kernels.quantized, "upsample_nearest2d");
    replace<at::native::upsample_nearest3d_quantized_cpu, scaled>(kernels.quantized, "upsample_nearest3d");
    replace<at::native::_upsample_nearest_exact2d_quantized_cpu, scaled>(
        kernels.quantized, "_upsample_nearest_exact2d");
    replace<at::native::_upsample_nearest_exact3d_quantized_cpu, scaled>(
        kernels.quantized, "_upsample_nearest_exact3d");
}

}  // namespace panamatorch
