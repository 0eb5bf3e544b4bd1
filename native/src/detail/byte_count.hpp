#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

namespace panamatorch {

// A thread's part of a count of bytes. Only the thread writes it, so counting takes no locked instruction, of which
// LibTorch's small tensors would need several.
class Tally {
   public:
    int64_t read() const noexcept {
        return bytes_.load(std::memory_order_relaxed);
    }
    void write(int64_t bytes) noexcept {
        bytes_.store(bytes, std::memory_order_relaxed);
    }

   private:
    friend class ByteCount;
    std::atomic<int64_t> bytes_{0};
    Tally* next_ = nullptr;
    Tally* previous_ = nullptr;
};

// The tallies of all threads, and what they have handed over to a sum that can be read without a call.
class ByteCount {
   public:
    void add(Tally& tally, int64_t bytes) noexcept {
        const int64_t sum = tally.read() + bytes;
        if (sum < HELD_BACK && sum > -HELD_BACK) {
            tally.write(sum);
        } else {
            hand_over(tally, sum);
        }
    }

    // For a thread without a tally.
    void add(int64_t bytes) noexcept {
        shared_.bytes.fetch_add(bytes, std::memory_order_relaxed);
    }

    void enlist(Tally& tally) noexcept {
        const std::lock_guard lock(mutex_);
        tally.next_ = first_;
        if (first_ != nullptr) {
            first_->previous_ = &tally;
        }
        first_ = &tally;
    }

    void dismiss(Tally& tally) noexcept {
        const std::lock_guard lock(mutex_);
        add(tally.read());
        (tally.previous_ == nullptr ? first_ : tally.previous_->next_) = tally.next_;
        if (tally.next_ != nullptr) {
            tally.next_->previous_ = tally.previous_;
        }
    }

    int64_t total() noexcept {
        const std::lock_guard lock(mutex_);
        int64_t bytes = shared_.bytes.load(std::memory_order_relaxed);
        for (const Tally* tally = first_; tally != nullptr; tally = tally->next_) {
            bytes += tally->read();
        }
        return bytes;
    }

    // The total but for what the tallies have.
    const int64_t* shared() const noexcept {
        return reinterpret_cast<const int64_t*>(&shared_.bytes);
    }

   private:
    // What a tally may have: by so much, for each thread, a reader of the shared sum can be wrong.
    static constexpr int64_t HELD_BACK = 64 * 1024;

    // On a cache line of its own: every thread reads it with every tensor.
    struct alignas(64) Shared {
        std::atomic<int64_t> bytes{0};
    };
    static_assert(sizeof(std::atomic<int64_t>) == sizeof(int64_t), "the sum is read as a plain integer");

    void hand_over(Tally& tally, int64_t bytes) noexcept {
        const std::lock_guard lock(mutex_);
        tally.write(0);
        add(bytes);
    }

    Shared shared_;
    std::mutex mutex_;
    Tally* first_ = nullptr;
};

}  // namespace panamatorch
