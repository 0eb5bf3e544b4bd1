#include "detail/checks.hpp"

#include <ATen/ops/alias_native.h>
#include <ATen/ops/dequantize_native.h>
#include <ATen/ops/lift_fresh_native.h>
#include <ATen/ops/lift_native.h>
#include <ATen/ops/linalg_vander.h>
#include <ATen/ops/vander_native.h>

// Kernels whose results autograd records as made of themselves, so that they hold themselves for ever.
namespace panamatorch {

namespace {

// What gives its argument back: autograd takes it for a new tensor.
template <at::Tensor (*kernel)(const at::Tensor&)>
at::Tensor another(const at::Tensor& self) {
    auto result = kernel(self);
    return result.is_same(self) ? at::native::alias(self) : result;
}

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
    kernels.cpu.impl("dequantize.self", TORCH_FN(another<at::native::dequantize_cpu_or_cuda>));
    kernels.composite.impl("vander", TORCH_FN(vander));
    kernels.composite_explicit.impl("lift", TORCH_FN(another<at::native::lift>));
    kernels.composite_explicit.impl("lift_fresh", TORCH_FN(another<at::native::lift_fresh>));
}

}  // namespace panamatorch
