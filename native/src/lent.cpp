#include "panamatorch/lent.h"

#include "detail/guard.hpp"
#include "detail/lent.hpp"

#include <algorithm>
#include <array>
#include <atomic>
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
        left_.wait(lock, [this] { return stopped_ || !notes_.empty(); });
    }

    void stop_waiting() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        left_.notify_one();
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
    bool stopped_ = false;
};

struct Client {
    Notes notes;
    std::atomic<pt_callback> callback = nullptr;
};

// Class loaders of one process that use the library: a server may deploy a program anew for months.
constexpr size_t max_clients = 1024;

// Never destroyed: tensors may be freed, and a thread may be waiting, while the process ends.
std::array<Client, max_clients>& clients() {
    static auto* instance = new std::array<Client, max_clients>();
    return *instance;
}

Client& numbered(int64_t client) {
    if (client < 0 || client >= static_cast<int64_t>(max_clients)) {
        throw ArgumentError("no client has this number");
    }
    return clients()[static_cast<size_t>(client)];
}

Client& client_of(int64_t token) {
    return numbered(token >> PT_TOKEN_BITS);
}

}  // namespace

namespace panamatorch {

void reserve_note(int64_t token) {
    client_of(token).notes.reserve();
}

void leave_note(int64_t token) noexcept {
    client_of(token).notes.leave(token);
}

void cancel_note(int64_t token) noexcept {
    client_of(token).notes.cancel();
}

void set_callback(int64_t client, pt_callback callback) {
    numbered(client).callback = callback;
}

pt_callback callback_of(int64_t token) {
    return client_of(token).callback.load();
}

}  // namespace panamatorch

int64_t pt_client_new(void) {
    static std::atomic<int64_t> count = 0;
    const auto client = count++;
    return client < static_cast<int64_t>(max_clients) ? client : PT_NONE;
}

void pt_lent_wait(int64_t client) {
    guard([&] { numbered(client).notes.wait(); });
}

void pt_lent_stop_waiting(int64_t client) {
    guard([&] { numbered(client).notes.stop_waiting(); });
}

int64_t pt_lent_take_back(int64_t client, int64_t* ret, int64_t capacity) {
    return guard_getter([&] { return static_cast<int64_t>(numbered(client).notes.take(ret, length(ret, capacity))); });
}
