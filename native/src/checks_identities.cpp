#include "detail/checks.hpp"

#include <ATen/ops/alias_native.h>
#include <ATen/ops/dequantize_native.h>
#include <ATen/ops/lift_fresh_native.h>
#include <ATen/ops/lift_native.h>
#include <ATen/ops/linalg_vander.h>
#include <ATen/ops/quantize_per_tensor_dynamic_native.h>
#include <ATen/ops/vander_native.h>

// Kernels whose results autograd records as made of themselves, so that they hold themselves for ever.
namespace panamatorch {

namespace {

// A kernel that may give its argument back: autograd takes it for a new tensor.
template <auto kernel>
struct Another;

template <typename... Arguments, at::Tensor (*kernel)(const at::Tensor&, Arguments...)>
struct Another<kernel> {
    static at::Tensor call(const at::Tensor& self, Arguments... arguments) {
        auto result = kernel(self, arguments...);
        return result.is_same(self) ? at::native::alias(self) : result;
    }
};

template <auto kernel>
void replace_identity(torch::Library& kernels, const char* name) {
    kernels.impl(name, TORCH_FN(Another<kernel>::call));
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
    replace_identity<at::native::dequantize_cpu_or_cuda>(kernels.cpu, "dequantize.self");
    replace_identity<at::native::quantize_per_tensor_dynamic>(kernels.cpu, "quantize_per_tensor_dynamic");
    replace_identity<at::native::lift>(kernels.composite_explicit, "lift");
    replace_identity<at::native::lift_fresh>(kernels.composite_explicit, "lift_fresh");
    kernels.composite.impl("vander", TORCH_FN(vander));
}

}  // namespace panamatorch
