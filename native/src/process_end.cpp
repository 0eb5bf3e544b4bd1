#include <ATen/core/dispatch/Dispatcher.h>

#include <cstddef>
#include <mutex>
#include <new>
#include <utility>

// When a process ends LibTorch takes its dispatcher apart, a kernel at a time, which takes a quarter of the time that a
// program of one sum takes, and does so below threads that are still in a call. Here it stays as it is. LibTorch has no
// function for that: the dispatcher is told that it is gone already, after which what is registered is not taken back,
// and its operators are moved to where nothing ends them.

namespace {

// An explicit instantiation may name what is private: the one way to it.
template <auto GUARD, auto OPERATORS>
struct Private {
    friend auto& guard_of(c10::Dispatcher& dispatcher) {
        return dispatcher.*GUARD;
    }

    friend auto& operators_of(c10::Dispatcher& dispatcher) {
        return dispatcher.*OPERATORS;
    }
};

auto& guard_of(c10::Dispatcher& dispatcher);
auto& operators_of(c10::Dispatcher& dispatcher);

template struct Private<&c10::Dispatcher::guard_, &c10::Dispatcher::operators_>;

// A moved list keeps its elements where they are, so that the handles of operators stay good.
template <typename List>
void keep_for_ever(List& list) noexcept {
    alignas(List) static std::byte place[sizeof(List)];
    new (place) List(std::move(list));
}

// Made when this library is opened, after all that LibTorch has made by then, and so ended before it.
const struct ProcessEnd {
    ProcessEnd() = default;
    ProcessEnd(const ProcessEnd&) = delete;
    ProcessEnd& operator=(const ProcessEnd&) = delete;

    ~ProcessEnd() {
        auto& dispatcher = c10::Dispatcher::singleton();
        const std::lock_guard lock(guard_of(dispatcher)->mutex);
        guard_of(dispatcher)->alive = false;
        keep_for_ever(operators_of(dispatcher));
    }
} process_end;

}  // namespace
