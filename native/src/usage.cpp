#include "detail/usage.hpp"

#include "detail/form_changes.hpp"

#include <c10/util/Exception.h>

#include <chrono>
#include <mutex>
#include <system_error>
#include <thread>

#ifdef __linux__
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace panamatorch {
namespace {

// Most calls are over sooner; the others take so long that it does not matter when their end is noticed.
constexpr int YIELDS = 200;
constexpr auto NAP = std::chrono::microseconds(100);

// A call that uses a tensor for longer is not waited for: it may be waiting for the one that changes it.
constexpr auto PATIENCE = std::chrono::seconds(60);

// Never destroyed: other threads may be inside calls while the process ends.
std::mutex& changing() {
    static auto* mutex = new std::mutex();
    return *mutex;
}

// The threads that a change holds up. They come before further changes, so that changes in a row hold up nobody for
// long.
std::atomic<int> held_up = 0;

class HeldUp {
   public:
    HeldUp() noexcept {
        ++held_up;
    }
    HeldUp(const HeldUp&) = delete;
    HeldUp& operator=(const HeldUp&) = delete;
    ~HeldUp() {
        --held_up;
    }
};

std::atomic<Usage*>& all() {
    static auto* first = new std::atomic<Usage*>(nullptr);
    return *first;
}

#ifdef __linux__
bool order_stores(int command) noexcept {
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}
const int ORDER_STORES = MEMBARRIER_CMD_PRIVATE_EXPEDITED;
const int PREPARE = MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED;
#else
bool order_stores(int) noexcept {
    return false;
}
const int ORDER_STORES = 0;
const int PREPARE = 0;
#endif

}  // namespace

std::atomic<const void*> Usage::changed = &NOTHING_YET;
std::atomic<bool> Usage::kernel_orders_stores = false;
const bool Usage::prepares = prepare();

bool Usage::prepare() noexcept {
    try {
        std::thread([] {
            kernel_orders_stores = order_stores(PREPARE);
            look_no_closer();
        }).detach();
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

void Usage::look_no_closer() noexcept {
    const void* nothing = &NOTHING_YET;
    if (kernel_orders_stores) {
        changed.compare_exchange_strong(nothing, nullptr);
    }
}

Usage& Usage::enlisted() noexcept {
    auto*& current = thread_state.usage;
    struct Membership {
        Usage* usage = nullptr;
        ~Membership() {
            thread_state.usage = nullptr;
            usage->is_taken_.store(false, std::memory_order_release);
        }
    };
    // Those of threads that have ended serve new threads; none is ever freed, as a change may be looking at it.
    for (auto* usage = all().load(); usage != nullptr && current == nullptr; usage = usage->next_) {
        bool taken = false;
        if (usage->is_taken_.compare_exchange_strong(taken, true)) {
            current = usage;
        }
    }
    if (current == nullptr) {
        current = new Usage();
        current->next_ = all().load();
        while (!all().compare_exchange_weak(current->next_, current)) {
        }
    }
    static thread_local Membership membership;
    membership.usage = current;
    return *current;
}

bool Usage::contains(const void* object, bool with_whatever) const noexcept {
    const auto count = count_.load(std::memory_order_acquire);
    for (auto place = first_.load(std::memory_order_acquire); place < count; ++place) {
        const auto* used = places_[place].load(std::memory_order_relaxed);
        if (used == whatever_there_is() ? with_whatever : used == object || object == whatever_there_is()) {
            return true;
        }
    }
    return false;
}

void Usage::hide() noexcept {
    first_.store(count_.load(std::memory_order_relaxed), std::memory_order_release);
}

void Usage::show(size_t first) noexcept {
    first_.store(first, std::memory_order_release);
    look_for_change();
}

void Usage::give_way() noexcept {
    const auto first = first_.load(std::memory_order_relaxed);
    while (changes_ == 0) {
        std::atomic_thread_fence(std::memory_order_seq_cst);
        const auto* object = changed.load(std::memory_order_acquire);
        if (object == nullptr || object == &NOTHING_YET || !contains(object, true)) {
            return;
        }
        const HeldUp counted;
        // All of them: the change may come to need more than it began with.
        hide();
        {
            const std::lock_guard wait(changing());
        }
        first_.store(first, std::memory_order_release);
    }
}

Pause::Pause() noexcept
    : usage_(Usage::mine()), first_(usage_.first_.load(std::memory_order_relaxed)), is_errand_(usage_.calls_ == 0) {
    usage_.errands_ += is_errand_ ? 1 : 0;
    usage_.hide();
}

Pause::~Pause() {
    usage_.errands_ -= is_errand_ ? 1 : 0;
    usage_.show(first_);
}

Change::Change(const void* object) : usage_(Usage::mine()) {
    if (usage_.changes_ > 0) {
        ++usage_.changes_;
        if (Usage::changed.load() != object) {
            wait_for_others(Usage::whatever_there_is());
        }
        return;
    }
    const auto first = usage_.first_.load(std::memory_order_relaxed);
    usage_.hide();
    while (held_up.load() > 0) {
        std::this_thread::yield();
    }
    changing().lock();
    ++usage_.changes_;
    usage_.first_.store(first, std::memory_order_release);
    // Seen by all before anything is changed: waiting for the others orders it.
    form_changes.fetch_add(1);
    wait_for_others(object);
}

void Change::wait_for_others(const void* object) {
    Usage::changed.store(object);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    // The kernel refuses as long as it is not prepared. Who does not order its own stores has seen null, which is
    // stored once it is, and so after this change.
    order_stores(ORDER_STORES);
    // The call that an errand is run for waits for it.
    const bool with_whatever = usage_.errands_ == 0;
    const auto end_of_patience = std::chrono::steady_clock::now() + PATIENCE;
    for (const auto* other = all().load(); other != nullptr; other = other->next_) {
        for (int looks = 0; other != &usage_ && other->contains(object, with_whatever); ++looks) {
            if (looks < YIELDS) {
                std::this_thread::yield();
                continue;
            }
            std::this_thread::sleep_for(NAP);
            if (std::chrono::steady_clock::now() > end_of_patience) {
                end();
                TORCH_CHECK(
                    false, "another thread's call has been using the tensor for ", PATIENCE.count(),
                    " seconds, and a tensor that is used can be given no other form");
            }
        }
    }
}

void Change::end() noexcept {
    if (--usage_.changes_ == 0) {
        Usage::changed.store(&Usage::NOTHING_YET);
        Usage::look_no_closer();
        form_changes.fetch_add(1);
        changing().unlock();
    }
}

Change::~Change() {
    end();
}

}  // namespace panamatorch
