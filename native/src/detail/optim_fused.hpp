#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace panamatorch::optim {

// The CPU's fused kernels go through all tensors as if they lay in memory as the parameter does, and check nothing.
inline bool lies_as(const at::Tensor& tensor, const at::Tensor& param) {
    if (tensor.sizes() != param.sizes()) {
        return false;
    }
    if (tensor.strides() == param.strides()) {
        return true;
    }
    for (int64_t i = 0; i < tensor.dim(); ++i) {
        if (tensor.size(i) > 1 && tensor.stride(i) != param.stride(i)) {
            return false;
        }
    }
    return true;
}

// By far the most, told by what each tensor knows of itself: to compare sizes takes a tenth of a fused step.
inline bool lie_in_order(const at::Tensor& tensor, const at::Tensor& param) {
    return tensor.layout() == at::kStrided && tensor.numel() == param.numel() && tensor.is_contiguous()
        && param.is_contiguous();
}

inline bool fits(const at::Tensor& tensor, const at::Tensor& param) {
    return tensor.is_cpu() && tensor.scalar_type() == param.scalar_type()
        && (lie_in_order(tensor, param) || lies_as(tensor, param));
}

// Adds 1 to each count of steps, which are of one device.
void increment(const std::vector<at::Tensor>& steps);

// Takes back what increment did where a step was skipped.
void uncount(const std::vector<at::Tensor>& steps, const at::Tensor& found_inf);

}  // namespace panamatorch::optim
