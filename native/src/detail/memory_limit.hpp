#pragma once

#include <cstdint>

namespace panamatorch {

// How many bytes the tensors of the CPU may hold together.
int64_t memory_limit() noexcept;

void set_memory_limit(int64_t bytes) noexcept;

}  // namespace panamatorch
