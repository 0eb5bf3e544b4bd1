// detail/block_cache.hpp: blocks come back to requests that they fit, and no more are kept than allowed.
#include "detail/block_cache.hpp"

#include "tensors.h"

#include <vector>

using namespace panamatorch;

namespace {

std::vector<void*> freed;

void note(void* block) {
    freed.push_back(block);
}

// Stands for a block: the large cache never looks inside.
void* block(uintptr_t number) {
    return reinterpret_cast<void*>(number << 20);
}

void small_blocks_fit_their_class() {
    alignas(64) static std::byte memory[3][128];
    SmallBlocks cache;
    CHECK(cache.take(64) == nullptr);
    // 72 and 136 bytes are what the C library has in a block of 64 and of 128.
    CHECK(cache.give(memory[0], 72));
    CHECK(cache.give(memory[1], 136));
    CHECK(cache.give(memory[2], 136));
    CHECK(cache.take(1) == memory[0]);
    CHECK(cache.take(64) == nullptr);
    CHECK(cache.take(65) == memory[2]);
    CHECK(cache.take(128) == memory[1]);
    CHECK(!cache.give(memory[0], 63));
    CHECK(!cache.give(memory[0], SmallBlocks::LARGEST + 1024));
    CHECK_INT(64, static_cast<int64_t>(SmallBlocks::rounded(1)));
    CHECK_INT(128, static_cast<int64_t>(SmallBlocks::rounded(65)));
}

void blocks_of_some_kilobytes_fit_their_class() {
    alignas(64) static std::byte memory[3][64];
    SmallBlocks cache;
    CHECK(cache.give(memory[0], 4104));
    CHECK(cache.give(memory[1], 5128));
    CHECK(cache.give(memory[2], SmallBlocks::LARGEST + 8));
    CHECK(cache.take(5121) == nullptr);
    CHECK(cache.take(4097) == memory[1]);
    CHECK(cache.take(4096) == memory[0]);
    CHECK(cache.take(30 * 1024) == nullptr);
    CHECK(cache.take(SmallBlocks::LARGEST) == memory[2]);
    CHECK_INT(4096, static_cast<int64_t>(SmallBlocks::rounded(4095)));
    CHECK_INT(5120, static_cast<int64_t>(SmallBlocks::rounded(4097)));
}

// Gives the cache more blocks of a size than it keeps, and has it give them back.
template <typename Cache, size_t SIZE>
void check_bounded(Cache& cache, std::byte (&memory)[300][SIZE], size_t size, int64_t most) {
    int64_t kept = 0;
    for (auto& each : memory) {
        kept += cache.give(each, size) ? 1 : 0;
    }
    CHECK_INT(most, kept);
    freed.clear();
    cache.clear(note);
    CHECK_INT(most, static_cast<int64_t>(freed.size()));
    CHECK(freed[0] == memory[most - 1]);
    CHECK(cache.take(size) == nullptr);
}

void small_blocks_are_bounded() {
    static std::byte memory[300][64];
    SmallBlocks cache;
    check_bounded(cache, memory, 64, 256);
}

void objects_fit_their_class() {
    alignas(16) static std::byte memory[4][64];
    ObjectBlocks cache;
    CHECK_INT(24, static_cast<int64_t>(ObjectBlocks::rounded(1)));
    CHECK_INT(24, static_cast<int64_t>(ObjectBlocks::rounded(24)));
    CHECK_INT(40, static_cast<int64_t>(ObjectBlocks::rounded(25)));
    CHECK_INT(632, static_cast<int64_t>(ObjectBlocks::rounded(ObjectBlocks::LARGEST)));
    CHECK(cache.take(1) == nullptr);
    CHECK(cache.give(memory[0], 24));
    // What another C library than glibc has in a block.
    CHECK(cache.give(memory[1], 48));
    CHECK(cache.give(memory[2], 632));
    CHECK(!cache.give(memory[3], 23));
    CHECK(!cache.give(memory[3], 648));
    CHECK(cache.take(41) == nullptr);
    CHECK(cache.take(25) == memory[1]);
    CHECK(cache.take(25) == nullptr);
    CHECK(cache.take(24) == memory[0]);
    CHECK(cache.take(617) == memory[2]);
}

void objects_are_bounded() {
    alignas(16) static std::byte memory[300][32];
    ObjectBlocks cache;
    check_bounded(cache, memory, 24, 192);
}

void large_blocks_fit_tightly() {
    LargeBlocks cache;
    CHECK(cache.give(block(1), 1000000, note));
    CHECK(cache.give(block(2), 950000, note));
    CHECK(cache.take(2000000) == nullptr);
    CHECK(cache.take(800000) == nullptr);
    CHECK(cache.take(940000) == block(2));
    CHECK(cache.take(880000) == nullptr);
    CHECK(cache.take(900000) == block(1));
    CHECK_INT(0, static_cast<int64_t>(cache.bytes()));
}

void the_oldest_large_blocks_go_first() {
    LargeBlocks cache;
    cache.limit(250, note);
    freed.clear();
    CHECK(cache.give(block(1), 100, note));
    CHECK(cache.give(block(2), 100, note));
    CHECK(cache.give(block(3), 100, note));
    CHECK(!cache.give(block(4), 251, note));
    CHECK_INT(1, static_cast<int64_t>(freed.size()));
    CHECK(freed[0] == block(1));
    cache.limit(150, note);
    CHECK(freed[1] == block(2));
    CHECK(cache.clear(note));
    CHECK(freed[2] == block(3));
    CHECK(!cache.clear(note));
}

void large_blocks_are_few() {
    LargeBlocks cache;
    freed.clear();
    for (uintptr_t i = 1; i <= 70; ++i) {
        CHECK(cache.give(block(i), 10, note));
    }
    CHECK_INT(6, static_cast<int64_t>(freed.size()));
    CHECK(freed[5] == block(6));
    CHECK_INT(640, static_cast<int64_t>(cache.bytes()));
}

}  // namespace

int main() {
    small_blocks_fit_their_class();
    blocks_of_some_kilobytes_fit_their_class();
    small_blocks_are_bounded();
    objects_fit_their_class();
    objects_are_bounded();
    large_blocks_fit_tightly();
    the_oldest_large_blocks_go_first();
    large_blocks_are_few();
    return test_result();
}
