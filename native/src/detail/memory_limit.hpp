#pragma once

#include <c10/util/Exception.h>

#include <cstdint>

namespace panamatorch {

// An allocation that is past the limit alone.
class TooLargeError final : public c10::OutOfMemoryError {
   public:
    using OutOfMemoryError::OutOfMemoryError;
};

// How many bytes the tensors of the CPU may hold together.
int64_t memory_limit() noexcept;

void set_memory_limit(int64_t bytes) noexcept;

}  // namespace panamatorch
