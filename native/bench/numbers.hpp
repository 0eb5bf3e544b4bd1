#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace bench {

// Numbers of [-scale / 2, scale / 2) that every contender makes alike, bit for bit, whatever its version of LibTorch:
// those of tensor `index`.
at::Tensor numbers(int64_t index, float scale, at::IntArrayRef sizes);
// Integers of [0, bound), made alike as well.
at::Tensor integers(int64_t index, int64_t bound, at::IntArrayRef sizes);
// Gives parameters such numbers, in their order.
void fill(const std::vector<at::Tensor>& parameters);

}  // namespace bench
