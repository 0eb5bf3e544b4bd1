#pragma once

#include <ATen/core/Tensor.h>
#include <torch/library.h>

#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

// Kernels of LibTorch that take some arguments on trust, each behind a check of those arguments. They replace
// LibTorch's in the dispatcher, so that every way to an operator passes the check: typed, by name, out of a module, out
// of another operator, and backward, which reads again what a program may have changed since.
namespace panamatorch {

// A kernel behind a check, which is called with the kernel's arguments.
template <auto kernel, auto check>
struct Checked;

template <typename Result, typename... Arguments, Result (*kernel)(Arguments...), auto check>
struct Checked<kernel, check> {
    static Result call(Arguments... arguments) {
        check(arguments...);
        return kernel(std::forward<Arguments>(arguments)...);
    }
};

template <auto kernel, auto check>
void replace(torch::Library& kernels, const char* name) {
    kernels.impl(name, TORCH_FN((Checked<kernel, check>::call)));
}

// A kernel that may give its argument back, with other tensors or alone: autograd takes it for a new tensor.
template <auto kernel>
struct Another;

template <typename Result, typename... Arguments, Result (*kernel)(const at::Tensor&, Arguments...)>
struct Another<kernel> {
    static Result call(const at::Tensor& self, Arguments... arguments) {
        auto result = kernel(self, arguments...);
        if constexpr (std::is_same_v<Result, at::Tensor>) {
            separate(result, self);
        } else {
            separate(std::get<0>(result), self);
        }
        return result;
    }

   private:
    // Of any layout, where no alias can be made of all.
    static void separate(at::Tensor& result, const at::Tensor& self) {
        if (result.is_same(self)) {
            result = self.tensor_data();
        }
    }
};

template <auto kernel>
void replace_identity(torch::Library& kernels, const char* name) {
    kernels.impl(name, TORCH_FN(Another<kernel>::call));
}

// The input, or a copy where it is a result, too, which is given its sizes before the input is read.
template <typename... Results>
at::Tensor apart_from(const at::Tensor& input, const Results&... results) {
    return (results.is_same(input) || ...) ? input.clone() : input;
}

using OptionalTensor = std::optional<at::Tensor>;

// Whether this is a tensor whose elements a check can read at once. On other devices a wrong one is an error of the
// device, and a look would wait for it.
inline bool is_readable(const at::Tensor& tensor) {
    return tensor.defined() && tensor.device().is_cpu() && tensor.layout() == c10::kStrided && tensor.numel() > 0
        && !tensor.is_nested();
}

// Whether all integers of a tensor are in the range from begin to before end; other dtypes are the kernel's concern.
bool all_within(const at::Tensor& tensor, int64_t begin, int64_t end);

// Whether an integer is among those of a tensor; of other dtypes none is.
bool contains(const at::Tensor& tensor, int64_t value);

// Where kernels are registered: for the CPU, and for whatever has none of its own.
struct Kernels {
    torch::Library& cpu;
    torch::Library& composite;                 // CompositeImplicitAutograd: made of other operators
    torch::Library& composite_explicit;        // CompositeExplicitAutograd: the same, but with a derivative of its own
    torch::Library& composite_non_functional;  // CompositeExplicitAutogradNonFunctional
    torch::Library& composite_nested;          // CompositeImplicitAutogradNestedTensor
    torch::Library& nested;
    torch::Library& meta;
    torch::Library& mkldnn;
    torch::Library& quantized;
};

// Each puts its kernels in the place of LibTorch's.
void check_bags(const Kernels& kernels);
void check_identities(const Kernels& kernels);
void check_indices(const Kernels& kernels);
void check_integers(const Kernels& kernels);
void check_layouts(const Kernels& kernels);
void check_linear_algebra(const Kernels& kernels);
void check_losses(const Kernels& kernels);
void check_nested(const Kernels& kernels);
void check_normalization(const Kernels& kernels);
void check_quantized(const Kernels& kernels);
void check_recurrent(const Kernels& kernels);
void check_resampling(const Kernels& kernels);
void check_sizes(const Kernels& kernels);
void check_sparse(const Kernels& kernels);

}  // namespace panamatorch
