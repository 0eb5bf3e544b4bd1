#pragma once

#include "detail/thread_state.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>

namespace panamatorch {

// LibTorch reads a tensor's form (its storage, sizes, strides, dtype, and what autograd knows of it) without any lock,
// on the understanding that nobody changes it meanwhile. So that a change on another thread is no end of the process,
// each thread notes which tensors its present calls use, and a call that changes a tensor's form waits until no other
// thread uses it. Using costs two stores and a load; whoever changes pays for the rest.
class Usage {
   public:
    // Used by calls that reach tensors which are no arguments: those of a graph, a module or an optimizer.
    static const void* whatever_there_is() noexcept {
        static constexpr char anything = 0;
        return &anything;
    }

    static Usage& mine() noexcept {
        auto* usage = thread_state.usage;
        return usage != nullptr ? *usage : enlisted();
    }

    // From now to the end of the call. Waits while another thread changes what is used.
    void begin(const void* used) noexcept {
        const auto place = std::min(count_.load(std::memory_order_relaxed), PLACES - 1);
        places_[place].store(place < PLACES - 1 ? used : whatever_there_is(), std::memory_order_relaxed);
        count_.store(place + 1, std::memory_order_release);
        look_for_change();
    }

   private:
    friend class Call;
    friend class Pause;
    friend class Change;

    // More arguments than any operator has but for lists.
    static constexpr size_t PLACES = 32;

    static Usage& enlisted() noexcept;
    // After a note, before what is noted is read.
    void look_for_change() noexcept {
        std::atomic_signal_fence(std::memory_order_seq_cst);
        if (changed.load(std::memory_order_acquire) != nullptr) [[unlikely]] {
            give_way();
        }
    }
    bool contains(const void* object, bool with_whatever) const noexcept;
    void hide() noexcept;
    void show(size_t first) noexcept;
    void give_way() noexcept;

    // What is being changed, by one thread at a time; null mostly. As long as the kernel does not make all threads'
    // stores visible for the thread that changes something it is never null, so that each use looks closer and orders
    // its own.
    static std::atomic<const void*> changed;
    static constexpr char NOTHING_YET = 0;
    static void look_no_closer() noexcept;

    // To be prepared for it takes the kernel 10 ms and more in a process of several threads, as each JVM is, for which
    // a thread of its own waits.
    static std::atomic<bool> kernel_orders_stores;
    static const bool prepares;
    static bool prepare() noexcept;

    std::array<std::atomic<const void*>, PLACES> places_{};
    // Those below the first are paused.
    std::atomic<size_t> first_{0};
    std::atomic<size_t> count_{0};
    // How many changes of this thread's are in progress, one inside the other.
    int changes_ = 0;
    // How many calls from Java are in progress, one below the other.
    int calls_ = 0;
    // How many pieces of Java code run on this thread for a call of another thread, as autograd's own threads do.
    int errands_ = 0;
    std::atomic<bool> is_taken_{true};
    Usage* next_ = nullptr;
};

// A call from Java: what it uses is used until its end.
class Call {
   public:
    Call() noexcept : usage_(Usage::mine()), count_(usage_.count_.load(std::memory_order_relaxed)) {
        ++usage_.calls_;
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() {
        --usage_.calls_;
        usage_.count_.store(count_, std::memory_order_release);
    }

   private:
    Usage& usage_;
    size_t count_;
};

// The time in which a call runs code of Java's, which may wait for other threads: LibTorch looks at nothing then.
class Pause {
   public:
    Pause() noexcept;
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;
    ~Pause();

   private:
    Usage& usage_;
    size_t first_;
    bool is_errand_;
};

// The time in which a thread changes a tensor's form, or which tensors a module has: no other thread uses it then.
class Change {
   public:
    explicit Change(const void* object);
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    ~Change();

   private:
    void wait_for_others(const void* object);
    void end() noexcept;

    Usage& usage_;
};

}  // namespace panamatorch
