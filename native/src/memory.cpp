#include "panamatorch/memory.h"

#include "detail/guard.hpp"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <atomic>
#include <mutex>
#include <new>

#if defined(__APPLE__)
#include <malloc/malloc.h>
#elif defined(_WIN32)
#include <malloc.h>
#else
#include <malloc.h>
#endif

using panamatorch::guard;

namespace {

// On a cache line of its own: the counters change with every tensor.
struct alignas(64) Counters {
    std::atomic<int64_t> live_bytes{0};
    std::atomic<int64_t> allocations{0};
};

static_assert(sizeof(std::atomic<int64_t>) == sizeof(int64_t), "the counters are read as plain integers");

Counters counters;

// The allocator that libtorch would use without this library.
c10::Allocator* base = nullptr;

// Sizes are asked of the C library rather than kept beside the block, so that a block can be freed without this library
// too.
int64_t size_of(void* block) noexcept {
#if defined(__APPLE__)
    return static_cast<int64_t>(malloc_size(block));
#elif defined(_WIN32)
    return static_cast<int64_t>(_aligned_msize(block, c10::gAlignment, 0));
#else
    return static_cast<int64_t>(malloc_usable_size(block));
#endif
}

void release(void* block) {
    if (block != nullptr) {
        counters.live_bytes.fetch_sub(size_of(block), std::memory_order_relaxed);
        base->raw_deallocate(block);
    }
}

class CountingAllocator final : public c10::Allocator {
   public:
    c10::DataPtr allocate(size_t bytes) override {
        void* block = base->raw_allocate(bytes);
        if (block != nullptr) {
            counters.live_bytes.fetch_add(size_of(block), std::memory_order_relaxed);
            counters.allocations.fetch_add(1, std::memory_order_relaxed);
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

pt_status pt_memory_track(void) {
    return guard([] {
        static std::once_flag once;
        std::call_once(once, [] {
            // Never destroyed: tensors may be freed while the process ends.
            static auto* counting = new CountingAllocator();
            base = c10::GetCPUAllocator();
            if (base->raw_deleter() == nullptr) {
                throw panamatorch::ArgumentError("the CPU allocator of this LibTorch cannot be wrapped");
            }
            c10::SetCPUAllocator(counting);
        });
    });
}

const int64_t* pt_memory_counters(void) {
    return reinterpret_cast<const int64_t*>(&counters);
}
