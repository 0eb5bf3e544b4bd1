#include "detail/block_cache.hpp"

#include <algorithm>

namespace panamatorch {

void* LargeBlocks::take(size_t bytes) noexcept {
    // A larger block would hold memory back that nobody uses.
    const size_t largest = bytes + bytes / 8;
    const std::lock_guard lock(mutex_);
    size_t best = count_;
    for (size_t i = count_; i-- > 0;) {
        const size_t size = blocks_[i].size;
        if (size >= bytes && size <= largest && (best == count_ || size < blocks_[best].size)) {
            best = i;
        }
    }
    if (best == count_) {
        return nullptr;
    }
    const Block found = blocks_[best];
    std::copy(blocks_.begin() + best + 1, blocks_.begin() + count_, blocks_.begin() + best);
    --count_;
    bytes_ -= found.size;
    return found.pointer;
}

bool LargeBlocks::give(void* pointer, size_t size, Free free) noexcept {
    const std::lock_guard lock(mutex_);
    if (size > limit_) {
        return false;
    }
    while (count_ == CAPACITY || bytes_ + size > limit_) {
        evict_oldest(free);
    }
    blocks_[count_++] = {pointer, size};
    bytes_ += size;
    return true;
}

void LargeBlocks::limit(size_t bytes, Free free) noexcept {
    const std::lock_guard lock(mutex_);
    limit_ = bytes;
    while (bytes_ > limit_) {
        evict_oldest(free);
    }
}

bool LargeBlocks::clear(Free free) noexcept {
    const std::lock_guard lock(mutex_);
    const bool any = count_ > 0;
    while (count_ > 0) {
        evict_oldest(free);
    }
    return any;
}

size_t LargeBlocks::bytes() noexcept {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

void LargeBlocks::evict_oldest(Free free) noexcept {
    bytes_ -= blocks_[0].size;
    free(blocks_[0].pointer);
    std::copy(blocks_.begin() + 1, blocks_.begin() + count_, blocks_.begin());
    --count_;
}

}  // namespace panamatorch
