#include "detail/checks.hpp"

#include <ATen/ops/_mkldnn_reshape_native.h>
#include <ATen/ops/dequantize_native.h>
#include <ATen/ops/lift_fresh_native.h>
#include <ATen/ops/lift_native.h>
#include <ATen/ops/linalg_vander.h>
#include <ATen/ops/native_dropout_native.h>
#include <ATen/ops/quantize_per_tensor_dynamic_native.h>
#include <ATen/ops/sum_native.h>
#include <ATen/ops/vander_native.h>

// Kernels whose results autograd records as made of themselves, so that they hold themselves for ever.
namespace panamatorch {

namespace {

// LibTorch multiplies the columns within the matrix that they are written to.
at::Tensor vander(const at::Tensor& x, std::optional<int64_t> n, bool increasing) {
    if (!x.requires_grad() || x.dim() != 1 || x.size(0) == 0 || n.value_or(x.size(0)) < 2) {
        return at::native::vander(x, n, increasing);
    }
    const auto powers = at::linalg_vander(x, n);
    return increasing ? powers : powers.flip({1});
}

}  // namespace

void check_identities(const Kernels& kernels) {
    replace_identity<at::native::dequantize_cpu_or_cuda>(kernels.cpu, "dequantize.self");
    replace_identity<at::native::quantize_per_tensor_dynamic>(kernels.cpu, "quantize_per_tensor_dynamic");
    replace_identity<at::native::lift>(kernels.composite_explicit, "lift");
    replace_identity<at::native::lift_fresh>(kernels.composite_explicit, "lift_fresh");
    replace_identity<at::native::native_dropout_cpu>(kernels.cpu, "native_dropout");
    replace_identity<at::native::NestedTensor_sum_dim_CPU>(kernels.nested, "sum.dim_IntList");
    replace_identity<at::native::mkldnn_reshape>(kernels.mkldnn, "_mkldnn_reshape");
    kernels.composite.impl("vander", TORCH_FN(vander));
}

}  // namespace panamatorch
