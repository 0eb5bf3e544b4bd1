#include "detail/checks.hpp"

#include <ATen/ops/alias_native.h>
#include <ATen/ops/dequantize_native.h>
#include <ATen/ops/lift_fresh_native.h>
#include <ATen/ops/lift_native.h>

// Kernels that give their argument back. Autograd takes it for a new tensor and records how it was made: of itself, so
// that it holds itself for ever.
namespace panamatorch {

namespace {

template <at::Tensor (*kernel)(const at::Tensor&)>
at::Tensor another(const at::Tensor& self) {
    auto result = kernel(self);
    return result.is_same(self) ? at::native::alias(self) : result;
}

}  // namespace

void check_identities(const Kernels& kernels) {
    kernels.cpu.impl("dequantize.self", TORCH_FN(another<at::native::dequantize_cpu_or_cuda>));
    kernels.composite_explicit.impl("lift", TORCH_FN(another<at::native::lift>));
    kernels.composite_explicit.impl("lift_fresh", TORCH_FN(another<at::native::lift_fresh>));
}

}  // namespace panamatorch
