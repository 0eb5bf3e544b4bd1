#include "panamatorch/lent.h"

#include "detail/guard.hpp"
#include "detail/lent.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

using namespace panamatorch;

namespace {

class Notes {
   public:
    void reserve() {
        const std::lock_guard lock(mutex_);
        if (lent_ == notes_.capacity()) {
            notes_.reserve(std::max(smallest_capacity, 2 * lent_));
        }
        ++lent_;
    }

    void cancel() noexcept {
        const std::lock_guard lock(mutex_);
        --lent_;
    }

    void leave(int64_t token) noexcept {
        bool is_first = false;
        {
            const std::lock_guard lock(mutex_);
            is_first = notes_.empty();
            notes_.push_back(token);
        }
        if (is_first) {
            left_.notify_one();
        }
    }

    void wait() {
        std::unique_lock lock(mutex_);
        left_.wait(lock, [this] { return !notes_.empty(); });
    }

    size_t take(int64_t* ret, size_t capacity) noexcept {
        const std::lock_guard lock(mutex_);
        const auto count = std::min(capacity, notes_.size());
        const auto first = notes_.end() - static_cast<std::ptrdiff_t>(count);
        std::copy(first, notes_.end(), ret);
        notes_.erase(first, notes_.end());
        lent_ -= count;
        return count;
    }

   private:
    static constexpr size_t smallest_capacity = 64;

    std::mutex mutex_;
    std::condition_variable left_;
    std::vector<int64_t> notes_;
    // Tokens in use, and those in the notes: never more than the capacity.
    size_t lent_ = 0;
};

// Never destroyed: tensors may be freed, and a thread may be waiting, while the process ends.
Notes& notes() {
    static auto* instance = new Notes();
    return *instance;
}

}  // namespace

namespace panamatorch {

void reserve_note() {
    notes().reserve();
}

void leave_note(int64_t token) noexcept {
    notes().leave(token);
}

void cancel_note() noexcept {
    notes().cancel();
}

}  // namespace panamatorch

void pt_lent_wait(void) {
    guard([] { notes().wait(); });
}

int64_t pt_lent_take_back(int64_t* ret, int64_t capacity) {
    return guard_getter([&] { return static_cast<int64_t>(notes().take(ret, length(ret, capacity))); });
}
