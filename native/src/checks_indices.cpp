#include "detail/checks.hpp"

#include <ATen/ops/adaptive_max_pool2d_backward_cpu_dispatch.h>
#include <ATen/ops/adaptive_max_pool3d_backward_cpu_dispatch.h>
#include <ATen/ops/max_pool2d_with_indices_backward_cpu_dispatch.h>
#include <ATen/ops/max_pool3d_with_indices_backward_native.h>
#include <ATen/ops/repeat_interleave_native.h>

#include <span>

// Indices that a program was given by forward, and may have changed before backward.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;

void check_pooled(const Tensor& input, const Tensor& indices, int64_t dims) {
    if (input.dim() < dims) {
        return;
    }
    int64_t places = 1;
    for (int64_t dim = -dims; dim < 0; ++dim) {
        places *= input.size(dim);
    }
    TORCH_CHECK_INDEX(
        all_within(indices, 0, places), "max_pool", dims, "d: indices has an element outside of 0 to ", places - 1,
        ", the places of input");
}

template <int64_t dims>
constexpr auto pooled = [](const Tensor& /*grad*/,
                           const Tensor& self,
                           IntArrayRef /*kernel_size*/,
                           IntArrayRef /*stride*/,
                           IntArrayRef /*padding*/,
                           IntArrayRef /*dilation*/,
                           bool /*ceil_mode*/,
                           const Tensor& indices,
                           const auto&...) { check_pooled(self, indices, dims); };

template <int64_t dims>
constexpr auto adaptively_pooled =
    [](const Tensor& /*grad*/, const Tensor& self, const Tensor& indices, const auto&...) {
        check_pooled(self, indices, dims);
    };

template <typename Integer>
void check_repeats(const Tensor& repeats) {
    int64_t total = 0;
    for (const auto repeat : std::span(repeats.const_data_ptr<Integer>(), repeats.numel())) {
        TORCH_CHECK(repeat >= 0, "repeats can not be negative");
        TORCH_CHECK(
            !__builtin_add_overflow(total, repeat, &total),
            "repeat_interleave: repeats sum to more than an int64 can be");
    }
}

// The kernel adds up the repeats before it makes room for them, and has written the ones before a negative one when it
// comes to that.
constexpr auto repeats_in_all = [](const Tensor& repeats, std::optional<int64_t> /*output_size*/) {
    if (!is_readable(repeats)) {
        return;
    }
    if (repeats.scalar_type() == at::kLong) {
        check_repeats<int64_t>(repeats.contiguous());
    } else if (repeats.scalar_type() == at::kInt) {
        check_repeats<int32_t>(repeats.contiguous());
    }
};

}  // namespace

void check_indices(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    replace<at::cpu::max_pool2d_with_indices_backward, pooled<2>>(cpu, "max_pool2d_with_indices_backward");
    replace<at::cpu::max_pool2d_with_indices_backward_outf, pooled<2>>(
        cpu, "max_pool2d_with_indices_backward.grad_input");
    replace<at::native::max_pool3d_with_indices_backward_cpu, pooled<3>>(cpu, "max_pool3d_with_indices_backward");
    replace<at::native::max_pool3d_with_indices_backward_out_cpu, pooled<3>>(
        cpu, "max_pool3d_with_indices_backward.grad_input");
    replace<at::cpu::adaptive_max_pool2d_backward, adaptively_pooled<2>>(cpu, "adaptive_max_pool2d_backward");
    replace<at::cpu::adaptive_max_pool2d_backward_outf, adaptively_pooled<2>>(
        cpu, "adaptive_max_pool2d_backward.grad_input");
    replace<at::cpu::adaptive_max_pool3d_backward, adaptively_pooled<3>>(cpu, "adaptive_max_pool3d_backward");
    replace<at::cpu::adaptive_max_pool3d_backward_outf, adaptively_pooled<3>>(
        cpu, "adaptive_max_pool3d_backward.grad_input");
    replace<at::native::repeat_interleave_cpu, repeats_in_all>(cpu, "repeat_interleave.Tensor");
}

}  // namespace panamatorch
