#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/DispatchKeySet.h>

namespace panamatorch {

// What a dense tensor of the CPU has, and some of these whoever made it under inference mode. One with any other, such
// as a transform's, may keep everything elsewhere.
constexpr c10::DispatchKeySet DENSE_KEYS(
    {c10::DispatchKey::CPU, c10::DispatchKey::ADInplaceOrView, c10::DispatchKey::AutogradCPU,
     c10::DispatchKey::AutocastCPU});

inline bool has_dense_keys(const at::Tensor& tensor) {
    return DENSE_KEYS.has_all(tensor.key_set());
}

}  // namespace panamatorch
