#include "detail/checks.hpp"

#include <ATen/ops/_mkldnn_transpose_native.h>
#include <ATen/ops/_neg_view_copy_native.h>
#include <ATen/ops/copy_native.h>
#include <ATen/ops/view_copy_native.h>
#include <ATen/ops/view_native.h>
#include <ATen/ops/zero_native.h>

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
constexpr auto transposed = [](const at::Tensor& self, const auto&...) {
    TORCH_CHECK(
        self.dim() > 0,
        "transpose: a tensor of layout torch._mkldnn without dimensions cannot be transposed; call to_dense() first");
};

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
    replace<at::native::mkldnn_transpose, transposed>(kernels.mkldnn, "_mkldnn_transpose");
    replace<at::native::mkldnn_transpose_, transposed>(kernels.mkldnn, "_mkldnn_transpose_");
    auto& copies = kernels.composite_non_functional;
    replace<at::native::_neg_view_copy, not_quantized>(copies, "_neg_view_copy");
    replace<at::native::view_copy_dtype, not_quantized>(copies, "view_copy.dtype");
    replace<at::native::copy, stored>(copies, "copy");
    replace<at::native::view_dtype, viewed>(kernels.composite_explicit, "view.dtype");
}

}  // namespace panamatorch
