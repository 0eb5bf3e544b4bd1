#include "numbers.hpp"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

namespace bench {
namespace {

// Primes: neighbours and tensors differ, and no row of a matrix is like another.
constexpr int64_t STRIDE = 7919;
constexpr int64_t OFFSET = 104729;
constexpr int64_t PERIOD = 2003;
// Sums over some hundred products stay near 1.
constexpr float PARAMETER_SCALE = 0.2F;

int64_t residue(int64_t index, int64_t i) {
    return (i * STRIDE + index * OFFSET) % PERIOD;
}

}  // namespace

at::Tensor numbers(int64_t index, float scale, at::IntArrayRef sizes) {
    auto result = at::empty(sizes);
    auto* const data = result.mutable_data_ptr<float>();
    for (int64_t i = 0; i < result.numel(); ++i) {
        data[i] = (static_cast<float>(residue(index, i)) / static_cast<float>(PERIOD) - 0.5F) * scale;
    }
    return result;
}

at::Tensor integers(int64_t index, int64_t bound, at::IntArrayRef sizes) {
    auto result = at::empty(sizes, at::kLong);
    auto* const data = result.mutable_data_ptr<int64_t>();
    for (int64_t i = 0; i < result.numel(); ++i) {
        data[i] = residue(index, i) % bound;
    }
    return result;
}

void fill(const std::vector<at::Tensor>& parameters) {
    const c10::AutoGradMode mode(false);
    for (size_t i = 0; i < parameters.size(); ++i) {
        parameters[i].copy_(numbers(static_cast<int64_t>(i), PARAMETER_SCALE, parameters[i].sizes()));
    }
}

}  // namespace bench
