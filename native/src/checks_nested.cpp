#include "detail/checks.hpp"

#include <ATen/ops/_nested_compute_contiguous_strides_offsets_native.h>
#include <ATen/ops/_nested_view_from_buffer_native.h>
#include <ATen/ops/narrow_native.h>

// Nested tensors, whose sizes are a tensor themselves: a row a part.
namespace panamatorch {

namespace {

using at::Tensor;

// With no part there is nothing to take the first offset from.
constexpr auto parts = [](const Tensor& sizes) {
    TORCH_CHECK(
        sizes.dim() != 2 || sizes.size(0) > 0,
        "a nested tensor made of a tensor's rows needs one at least, and the sizes are those of none");
};

constexpr auto buffer = [](const Tensor& /*self*/, const Tensor& sizes, const Tensor& strides, const Tensor& offsets) {
    TORCH_CHECK(
        sizes.dim() == 2 && sizes.sizes() == strides.sizes() && offsets.dim() == 1 && offsets.size(0) == sizes.size(0)
            && offsets.size(0) > 0,
        "nested_view_from_buffer: sizes are ", sizes.sizes(), ", strides ", strides.sizes(), " and offsets ",
        offsets.sizes(), ", expected a row a part in each, and one part at least");
};

constexpr auto narrowed = [](const Tensor& self, const auto&...) {
    TORCH_CHECK(self.size(0) > 0, "narrow: self has no parts, expected one at least");
};

}  // namespace

void check_nested(const Kernels& kernels) {
    replace<at::native::_nested_compute_contiguous_strides_offsets, parts>(
        kernels.cpu, "_nested_compute_contiguous_strides_offsets");
    replace<at::native::_nested_view_from_buffer, buffer>(kernels.cpu, "_nested_view_from_buffer");
    replace<at::native::narrow_nested_symint, narrowed>(kernels.composite_nested, "narrow");
}

}  // namespace panamatorch
