#include "detail/checks.hpp"

#include <ATen/ops/_neg_view_copy_native.h>
#include <ATen/ops/copy_native.h>
#include <ATen/ops/view_copy_native.h>

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

constexpr auto stored = [](const at::Tensor& self, const auto&...) {
    TORCH_CHECK(
        self.has_storage(), "copy: self has layout ", self.layout(), ", expected torch.strided; call to_dense() first");
};

}  // namespace

void check_layouts(const Kernels& kernels) {
    for (const auto* name : SCATTERING) {
        kernels.mkldnn.impl(name, torch::CppFunction::makeFromBoxedFunction<&refuse>());
    }
    auto& copies = kernels.composite_non_functional;
    replace<at::native::_neg_view_copy, not_quantized>(copies, "_neg_view_copy");
    replace<at::native::view_copy_dtype, not_quantized>(copies, "view_copy.dtype");
    replace<at::native::copy, stored>(copies, "copy");
}

}  // namespace panamatorch
