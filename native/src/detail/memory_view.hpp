#pragma once

#include <ATen/core/Tensor.h>

namespace panamatorch {

// Refuses tensors whose elements are not at their strides in memory of their own, on whatever device, or are not all
// that there is to them.
void require_elements(const at::Tensor& tensor);

// Refuses also those whose elements are not on the CPU, one after the other in the order of their indices.
void require_plain(const at::Tensor& tensor);

// Refuses an address at which no such elements can be read one by one.
void require_aligned(const void* data, int64_t count, c10::ScalarType dtype);

// The tensor, whose elements stay in their place from now on: a view, as the tensor itself may be given another
// storage.
at::Tensor pinned(const at::Tensor& tensor);

}  // namespace panamatorch
