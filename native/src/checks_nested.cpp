#include "detail/checks.hpp"

#include <ATen/ops/_nested_compute_contiguous_strides_offsets_native.h>
#include <ATen/ops/_nested_view_from_buffer_native.h>
#include <ATen/ops/chunk_native.h>
#include <ATen/ops/narrow_native.h>
#include <ATen/ops/select_native.h>
#include <ATen/ops/split_with_sizes_native.h>

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

// What is made of no part at all reads its dimensions where they would begin.
constexpr auto narrowed = [](const Tensor& self, int64_t dim, const auto& /*start*/, const auto& length) {
    TORCH_CHECK(self.size(0) > 0, "narrow: self has no parts, expected one at least");
    TORCH_CHECK(dim != 0 || length != 0, "narrow: length is 0, expected one part at least of a nested tensor");
};

// LibTorch's takes a negative dim for none of a part's, and writes all sizes of a part where one has room fewer.
Tensor select_wrapped(const Tensor& self, int64_t dim, int64_t index) {
    const auto wrapped = at::maybe_wrap_dim(dim, self.dim());
    // What is left of a part without its only dimension, a scalar, has no sizes to be written down.
    TORCH_CHECK(
        self.dim() != 2 || wrapped == 0,
        "select: the parts of self have one dimension, expected two at least where dim is not 0");
    return at::native::select_nested(self, wrapped, index);
}

constexpr auto divided = [](const Tensor& self, const auto&...) {
    TORCH_CHECK(self.dim() > 1, "the parts of self are scalars, which cannot be split");
};

}  // namespace

void check_nested(const Kernels& kernels) {
    replace<at::native::_nested_compute_contiguous_strides_offsets, parts>(
        kernels.cpu, "_nested_compute_contiguous_strides_offsets");
    replace<at::native::_nested_view_from_buffer, buffer>(kernels.cpu, "_nested_view_from_buffer");
    kernels.nested.impl("select.int", TORCH_FN(select_wrapped));
    replace<at::native::chunk_nested_tensor, divided>(kernels.nested, "chunk");
    replace<at::native::split_with_sizes_nested, divided>(kernels.nested, "split_with_sizes");
    replace<at::native::narrow_nested_symint, narrowed>(kernels.composite_nested, "narrow");
}

}  // namespace panamatorch
