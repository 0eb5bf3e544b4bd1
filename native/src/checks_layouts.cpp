#include "detail/checks.hpp"

#include <ATen/WrapDimUtils.h>
#include <ATen/ops/_mkldnn_transpose_native.h>
#include <ATen/ops/_neg_view_copy_native.h>
#include <ATen/ops/copy_native.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mkldnn_linear_native.h>
#include <ATen/ops/view_copy_native.h>
#include <ATen/ops/view_native.h>
#include <ATen/ops/zero_native.h>

#include <utility>

// Layouts and quantizers that kernels take for granted.
namespace panamatorch {

namespace {

// These write through the storage, which a tensor in oneDNN's own layout does not have.
constexpr const char* SCATTERING[] = {
    "index_add_",     "index_copy_",           "index_reduce_", "scatter_.reduce",     "scatter_.src",
    "scatter_.value", "scatter_.value_reduce", "scatter_add_",  "scatter_reduce_.two",
};

void refuse(const c10::OperatorHandle& /*op*/, torch::jit::Stack* /*stack*/) {
    TORCH_CHECK(
        false, "a tensor of layout torch._mkldnn cannot be scattered, nor be scattered into; call to_dense() first");
}

constexpr auto not_quantized = [](const at::Tensor& self, const auto&...) {
    TORCH_CHECK(!self.is_quantized(), "a copied view of a quantized tensor has no quantizer; call dequantize() first");
};

// The kernel writes floats, whatever the dtype.
constexpr auto zeroed = [](const at::Tensor& self) {
    TORCH_CHECK(
        self.scalar_type() == at::kFloat, "zero_: self has layout torch._mkldnn and dtype ", self.scalar_type(),
        ", expected torch.float32; call to_dense() first");
};

// The dimensions are indices of a list, which is empty here.
void check_transposed(const at::Tensor& self) {
    TORCH_CHECK(
        self.dim() > 0,
        "transpose: a tensor of layout torch._mkldnn without dimensions cannot be transposed; call to_dense() first");
}

constexpr auto transposed = [](const at::Tensor& self, const auto&...) { check_transposed(self); };

// oneDNN gives the input as many dimensions as the weight has, and reads what they have then.
constexpr auto multiplied = [](const at::Tensor& /*self*/, const at::Tensor& weight, const auto&...) {
    TORCH_CHECK(weight.dim() == 2, "linear: weight has size ", weight.sizes(), ", expected two dimensions");
};

// oneDNN divides by the first size of the result.
at::Tensor transpose(const at::Tensor& self, int64_t dim0, int64_t dim1) {
    check_transposed(self);
    if (self.numel() > 0) {
        return at::native::mkldnn_transpose(self, dim0, dim1);
    }
    auto sizes = self.sizes().vec();
    std::swap(sizes[at::maybe_wrap_dim(dim0, self.dim())], sizes[at::maybe_wrap_dim(dim1, self.dim())]);
    return at::empty(sizes, self.options());
}

// Kernels for quantized tensors go by a key that a view of other elements keeps.
constexpr auto viewed = [](const at::Tensor& self, at::ScalarType dtype) {
    TORCH_CHECK(
        dtype == self.scalar_type() || (!self.is_quantized() && !c10::isQIntType(dtype)), "view: a view of ",
        self.scalar_type(), " as ", dtype, " has no quantizer; call int_repr() or dequantize() first");
};

constexpr auto stored = [](const at::Tensor& self, const auto&...) {
    TORCH_CHECK(
        self.has_storage(), "copy: self has layout ", self.layout(), ", expected torch.strided; call to_dense() first");
};

}  // namespace

void check_layouts(const Kernels& kernels) {
    for (const auto* name : SCATTERING) {
        kernels.mkldnn.impl(name, torch::CppFunction::makeFromBoxedFunction<&refuse>());
    }
    replace<at::native::mkldnn_zero_, zeroed>(kernels.mkldnn, "zero_");
    replace<at::native::mkldnn_linear, multiplied>(kernels.mkldnn, "mkldnn_linear");
    kernels.mkldnn.impl("_mkldnn_transpose", TORCH_FN(transpose));
    replace<at::native::mkldnn_transpose_, transposed>(kernels.mkldnn, "_mkldnn_transpose_");
    auto& copies = kernels.composite_non_functional;
    replace<at::native::_neg_view_copy, not_quantized>(copies, "_neg_view_copy");
    replace<at::native::view_copy_dtype, not_quantized>(copies, "view_copy.dtype");
    replace<at::native::copy, stored>(copies, "copy");
    replace<at::native::view_dtype, viewed>(kernels.composite_explicit, "view.dtype");
}

}  // namespace panamatorch
