#include "panamatorch/memory.h"

#include "detail/guard.hpp"
#include "detail/memory_limit.hpp"
#include "detail/object_memory.hpp"
#include "detail/thread_memory.hpp"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <utility>

#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

using namespace panamatorch;

namespace {

// The allocator that LibTorch would use without this library, and how it frees.
c10::Allocator* base = nullptr;
Free base_free = nullptr;

// Never destroyed: tensors are freed while the process ends, too.
ByteCount& live = *new ByteCount();
LargeBlocks& large = *new LargeBlocks();

class OwnedThreadMemory {
   public:
    OwnedThreadMemory() noexcept {
        if (memory_ != nullptr) {
            live.enlist(memory_->tally);
            thread_state.memory = memory_.get();
        }
    }
    OwnedThreadMemory(const OwnedThreadMemory&) = delete;
    OwnedThreadMemory& operator=(const OwnedThreadMemory&) = delete;
    ~OwnedThreadMemory() {
        thread_state.memory = nullptr;
        thread_state.memory_ended = true;
        if (memory_ != nullptr) {
            live.dismiss(memory_->tally);
            memory_->small.clear(base_free);
            memory_->objects.clear(std::free);
        }
    }

   private:
    std::unique_ptr<ThreadMemory> memory_{new (std::nothrow) ThreadMemory()};
};

void count(ThreadMemory* memory, int64_t bytes) noexcept {
    if (memory != nullptr) {
        live.add(memory->tally, bytes);
    } else {
        live.add(bytes);
    }
}

// Sizes are asked of the C library rather than kept beside the block, so that a block can be freed without this library
// too.
size_t size_of(void* block) noexcept {
#if defined(__APPLE__)
    return malloc_size(block);
#elif defined(_WIN32)
    return _aligned_msize(block, c10::gAlignment, 0);
#else
    return malloc_usable_size(block);
#endif
}

void release(void* block) {
    if (block == nullptr) {
        return;
    }
    const size_t size = size_of(block);
    ThreadMemory* const memory = thread_memory();
    count(memory, -static_cast<int64_t>(size));
    const bool kept = keeps_blocks.load(std::memory_order_relaxed)
        && (size >= LargeBlocks::SMALLEST ? large.give(block, size, base_free)
                                          : memory != nullptr && memory->small.give(block, size));
    if (!kept) {
        base_free(block);
    }
}

// A machine that tries to hold more than it has room for ends the process, or is busy for minutes. Small tensors pass:
// they do not fill a machine before a large one comes.
void check_limit(size_t bytes) {
    const int64_t limit = memory_limit();
    const int64_t room = std::max<int64_t>(0, limit - *live.shared());
    if (bytes <= static_cast<size_t>(room)) {
        return;
    }
    const c10::SourceLocation here = {__func__, __FILE__, __LINE__};
    std::string text = c10::str(
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes, " bytes, and tensors may hold ",
        limit, " together");
    if (bytes > static_cast<size_t>(limit)) {
        throw TooLargeError(here, std::move(text));
    }
    throw c10::OutOfMemoryError(here, std::move(text));
}

// From the system; what is kept here goes back first where it has no more.
void* fresh(size_t bytes) {
    try {
        return base->raw_allocate(bytes);
    } catch (...) {
        if (!large.clear(base_free)) {
            throw;
        }
    }
    return base->raw_allocate(bytes);
}

void* take(ThreadMemory* memory, size_t bytes) {
    if (bytes >= LargeBlocks::SMALLEST) {
        check_limit(bytes);
    }
    if (bytes == 0 || !keeps_blocks.load(std::memory_order_relaxed)) {
        return fresh(bytes);
    }
    void* block = nullptr;
    if (bytes >= LargeBlocks::SMALLEST) {
        block = large.take(bytes);
    } else if (bytes <= SmallBlocks::LARGEST) {
        bytes = SmallBlocks::rounded(bytes);
        block = memory == nullptr ? nullptr : memory->small.take(bytes);
    }
    return block == nullptr ? fresh(bytes) : block;
}

// Counts what tensors hold, and keeps freed blocks for the next ones.
class CpuAllocator final : public c10::Allocator {
   public:
    c10::DataPtr allocate(size_t bytes) override {
        ThreadMemory* const memory = thread_memory();
        void* const block = take(memory, bytes);
        if (block != nullptr) {
            count(memory, static_cast<int64_t>(size_of(block)));
        }
        return {block, block, &release, c10::Device(c10::DeviceType::CPU)};
    }

    c10::DeleterFnPtr raw_deleter() const override {
        return &release;
    }

    void copy_data(void* target, const void* source, size_t bytes) const override {
        base->copy_data(target, source, bytes);
    }
};

}  // namespace

void panamatorch::begin_thread_memory() noexcept {
    thread_local OwnedThreadMemory owned;
}

pt_status pt_memory_track(void) {
    return guard([] {
        static std::once_flag once;
        std::call_once(once, [] {
            // Never destroyed, for the reason above.
            static auto* allocator = new CpuAllocator();
            base = c10::GetCPUAllocator();
            base_free = base->raw_deleter();
            if (base_free == nullptr) {
                throw ArgumentError("the CPU allocator of this LibTorch cannot be wrapped");
            }
            c10::SetCPUAllocator(allocator);
            keep_object_blocks();
        });
    });
}

int64_t pt_memory_bytes(void) {
    return live.total();
}

const int64_t* pt_memory_shared_bytes(void) {
    return live.shared();
}

int64_t pt_memory_limit(void) {
    return memory_limit();
}

pt_status pt_memory_set_limit(int64_t bytes) {
    return guard([&] {
        if (bytes < 0) {
            throw ArgumentError("a negative limit");
        }
        set_memory_limit(bytes);
    });
}

int64_t pt_memory_cached_bytes(void) {
    return static_cast<int64_t>(large.bytes());
}

pt_status pt_memory_limit_cache(int64_t bytes) {
    return guard([&] {
        if (bytes < 0) {
            throw ArgumentError("a negative limit");
        }
        keeps_blocks = CAN_KEEP_BLOCKS && bytes > 0;
        large.limit(static_cast<size_t>(bytes), base_free);
    });
}

void pt_memory_empty_cache(void) {
    large.clear(base_free);
}

void pt_memory_copy(void* to, const void* from, int64_t bytes) {
    std::memcpy(to, from, static_cast<size_t>(bytes));
}

void pt_memory_will_fill(void* memory, int64_t bytes) {
#if defined(__linux__)
    // MADV_POPULATE_WRITE, which headers from before Linux 5.14 lack; an older system refuses it, and nothing is lost.
    constexpr int POPULATE = 23;
    static const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto address = reinterpret_cast<uintptr_t>(memory);
    const auto begin = address / page * page;
    const auto end = address + static_cast<uintptr_t>(bytes);
    madvise(reinterpret_cast<void*>(begin), end - begin, POPULATE);
#else
    static_cast<void>(memory);
    static_cast<void>(bytes);
#endif
}
