#pragma once

#include "detail/block_cache.hpp"
#include "detail/byte_count.hpp"
#include "detail/thread_state.hpp"

#include <atomic>

namespace panamatorch {

// Whether freed blocks are kept. A block that is kept here has not been freed for the sanitizer, which would not see
// that it is used again.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool CAN_KEEP_BLOCKS = false;
#else
constexpr bool CAN_KEEP_BLOCKS = true;
#endif
inline std::atomic<bool> keeps_blocks{CAN_KEEP_BLOCKS};

// What a thread counts and keeps of the memory of its tensors.
struct ThreadMemory {
    Tally tally;
    SmallBlocks small;
    ObjectBlocks objects;
};

void begin_thread_memory() noexcept;

// Null while the thread ends, or where there was no memory for it.
inline ThreadMemory* thread_memory() noexcept {
    auto& state = thread_state;
    if (state.memory == nullptr && !state.memory_ended) [[unlikely]] {
        begin_thread_memory();
    }
    return state.memory;
}

}  // namespace panamatorch
