#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <new>

namespace panamatorch {

// Gives a block back to the system.
using Free = void (*)(void*);

// Freed blocks of one thread, in lists of which each has blocks of one size, last in and first out.
template <size_t COUNT>
class FreeLists {
   public:
    // Null from an empty list.
    void* take(size_t list) noexcept {
        List& from = lists_[list];
        Block* block = from.first;
        if (block != nullptr) {
            from.first = block->next;
            --from.count;
        }
        return block;
    }

    void give(size_t list, void* pointer) noexcept {
        List& to = lists_[list];
        to.first = new (pointer) Block{to.first};
        ++to.count;
    }

    size_t count(size_t list) const noexcept {
        return lists_[list].count;
    }

    void clear(Free free) noexcept {
        for (List& list : lists_) {
            while (list.first != nullptr) {
                Block* block = list.first;
                list.first = block->next;
                free(block);
            }
            list.count = 0;
        }
    }

   private:
    struct Block {
        Block* next;
    };
    struct List {
        Block* first = nullptr;
        size_t count = 0;
    };

    std::array<List, COUNT> lists_;
};

// Small blocks that one thread has freed and will ask for again: the C library takes longer to find 64 aligned bytes
// than LibTorch to add two of its smallest tensors, and some kilobytes longer still.
class SmallBlocks {
   public:
    // LibTorch aligns to 64 bytes, so no block is smaller.
    static constexpr size_t STEP = 64;
    static constexpr size_t LARGEST = 31 * 1024;

    // What a request is rounded up to, so that every block of a class serves each request of the class.
    static constexpr size_t rounded(size_t bytes) noexcept {
        const size_t step = bytes <= FINE ? STEP : COARSE_STEP;
        return (bytes + step - 1) & ~(step - 1);
    }

    // A block of at least that many bytes, which are neither 0 nor more than LARGEST, or null.
    void* take(size_t bytes) noexcept {
        return lists_.take(list_of(rounded(bytes)));
    }

    // Returns false if the block is not kept.
    bool give(void* pointer, size_t size) noexcept {
        if (size < STEP || size >= LARGEST + COARSE_STEP) {
            return false;
        }
        const size_t list = list_of(size);
        if (lists_.count(list) * size >= (size < FINE + COARSE_STEP ? FINE_LIST_BYTES : COARSE_LIST_BYTES)) {
            return false;
        }
        lists_.give(list, pointer);
        return true;
    }

    void clear(Free free) noexcept {
        lists_.clear(free);
    }

   private:
    // The classes' sizes are a step apart, and above this a step of their own: there a class for every 64 bytes would
    // be seldom asked twice.
    static constexpr size_t FINE = 4096;
    static constexpr size_t COARSE_STEP = 1024;
    static constexpr size_t FINE_LISTS = FINE / STEP;

    // A training step of a small model frees a few hundred of the smallest tensors at once.
    static constexpr size_t FINE_LIST_BYTES = 16 * 1024;
    static constexpr size_t COARSE_LIST_BYTES = 64 * 1024;

    // The list of blocks of that size, which may be some bytes more than its class has.
    static constexpr size_t list_of(size_t size) noexcept {
        return size < FINE + COARSE_STEP ? std::min(size / STEP, FINE_LISTS) - 1
                                         : FINE_LISTS - 1 + (size - FINE) / COARSE_STEP;
    }

    FreeLists<FINE_LISTS + (LARGEST - FINE) / COARSE_STEP> lists_;
};

// Blocks of C++ objects that one thread has freed: a tensor has two to four of them beside its elements. The C library
// keeps seven of a size for a thread; others it puts together to large blocks and cuts up again, under a lock.
class ObjectBlocks {
   public:
    static constexpr size_t LARGEST = 632;

    // What a request is rounded up to: glibc's blocks have 24 bytes, 40, 56 and so on.
    static constexpr size_t rounded(size_t bytes) noexcept {
        return SMALLEST + list_of(bytes + STEP - 1) * STEP;
    }

    // A block of at least that many bytes, which are no more than LARGEST, or null.
    void* take(size_t bytes) noexcept {
        return lists_.take(list_of(bytes + STEP - 1));
    }

    // Returns false if the block is not kept.
    bool give(void* pointer, size_t size) noexcept {
        if (size < SMALLEST || size >= LARGEST + STEP) {
            return false;
        }
        const size_t list = list_of(size);
        if (lists_.count(list) >= MOST) {
            return false;
        }
        lists_.give(list, pointer);
        return true;
    }

    void clear(Free free) noexcept {
        lists_.clear(free);
    }

   private:
    static constexpr size_t SMALLEST = 24;
    static constexpr size_t STEP = 16;

    // As many tensors as a training step of a small model frees at once, in at most 2.5 MB.
    static constexpr size_t MOST = 192;

    // The list of blocks of that size, which may be some bytes more than its class has.
    static constexpr size_t list_of(size_t size) noexcept {
        return size < SMALLEST ? 0 : (size - SMALLEST) / STEP;
    }

    FreeLists<(LARGEST - SMALLEST) / STEP + 1> lists_;
};

// Large blocks that any thread has freed, the youngest of them. The C library hands such memory back to the system and
// gets it anew, page by page, which takes longer than to compute what goes in.
class LargeBlocks {
   public:
    static constexpr size_t SMALLEST = 32 * 1024;

    // A block of at least that many bytes and not many more, or null.
    void* take(size_t bytes) noexcept;

    // Returns false if the block is not kept. Older blocks go to the system where it takes their room.
    bool give(void* pointer, size_t size, Free free) noexcept;

    // How many bytes may be kept; more than that goes to the system now.
    void limit(size_t bytes, Free free) noexcept;

    // Returns false if there was nothing to be cleared.
    bool clear(Free free) noexcept;

    size_t bytes() noexcept;

   private:
    // More blocks than a forward pass has of different sizes; few enough to look through.
    static constexpr size_t CAPACITY = 64;

    struct Block {
        void* pointer;
        size_t size;
    };

    void evict_oldest(Free free) noexcept;

    std::mutex mutex_;
    // From the oldest to the youngest.
    std::array<Block, CAPACITY> blocks_;
    size_t count_ = 0;
    size_t bytes_ = 0;
    size_t limit_ = size_t{256} * 1024 * 1024;
};

}  // namespace panamatorch
