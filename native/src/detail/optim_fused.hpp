#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace panamatorch::optim {

// The CPU's fused kernels go through all tensors as if they lay in memory as the parameter does, and check nothing.
inline bool lies_as(const at::Tensor& tensor, const at::Tensor& param) {
    if (tensor.sizes() != param.sizes()) {
        return false;
    }
    // By far the most, told by what each tensor knows of itself.
    if (tensor.layout() == at::kStrided && tensor.is_contiguous() && param.is_contiguous()) {
        return true;
    }
    for (int64_t i = 0; i < tensor.dim(); ++i) {
        if (tensor.size(i) > 1 && tensor.stride(i) != param.stride(i)) {
            return false;
        }
    }
    return true;
}

inline bool fits(const at::Tensor& tensor, const at::Tensor& param) {
    return tensor.is_cpu() && tensor.scalar_type() == param.scalar_type() && lies_as(tensor, param);
}

// Adds 1 to each count of steps, which are of one device.
void increment(const std::vector<at::Tensor>& steps);

// Takes back what increment did where a step was skipped.
void uncount(const std::vector<at::Tensor>& steps, const at::Tensor& found_inf);

}  // namespace panamatorch::optim
