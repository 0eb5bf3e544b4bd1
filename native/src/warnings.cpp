#include "panamatorch/warnings.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/stack.hpp"
#include "detail/warnings.hpp"

#include <c10/util/Exception.h>

#include <atomic>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace panamatorch;

namespace {

// A call that warns of each element of a tensor has said enough by then.
constexpr size_t max_kept = 64;

struct Kept {
    int64_t category;
    std::string text;
};

std::atomic<pt_warning_listener> listener = nullptr;
thread_local std::vector<Kept> kept;

class Keeper final : public c10::WarningHandler {
   public:
    void process(const c10::Warning& warning) override {
        if (kept.size() >= max_kept) {
            return;
        }
        const bool deprecated = std::holds_alternative<c10::DeprecationWarning>(warning.type());
        kept.push_back({deprecated ? PT_WARNING_DEPRECATION : PT_WARNING_USER, warning.msg()});
        thread_state.warning_task = WarningTask::tell;
    }
};

// Never destroyed: threads may outlive what the process's end destroys.
Keeper* const keeper = new Keeper();

// What a thread starts with, which writes to stderr.
c10::WarningHandler* const initial_handler = c10::WarningUtils::get_warning_handler();

c10::Warning::warning_variant_t to_warning(int64_t category) {
    switch (category) {
        case PT_WARNING_USER:
            return c10::UserWarning();
        case PT_WARNING_DEPRECATION:
            return c10::DeprecationWarning();
        default:
            throw ArgumentError("an unknown category of warnings");
    }
}

}  // namespace

namespace panamatorch {

void listen_to_warnings() noexcept {
    if (listener.load() == nullptr) {
        return;
    }
    thread_state.warning_task = WarningTask::none;
    // A thread of the engine keeps what it warns of for the thread that waits for it.
    if (c10::WarningUtils::get_warning_handler() == initial_handler) {
        c10::WarningUtils::set_warning_handler(keeper);
    }
}

void tell_warnings() noexcept {
    try {
        require_stack_for_callback();
    } catch (const StackError&) {
        // A later call tells.
        return;
    }
    thread_state.warning_task = WarningTask::none;
    const auto told = std::exchange(kept, {});
    const auto tell = listener.load();
    for (const auto& warning : told) {
        tell(warning.category, reinterpret_cast<intptr_t>(warning.text.c_str()));
    }
}

}  // namespace panamatorch

void pt_warning_listen(pt_warning_listener caller_listener) {
    listener = caller_listener;
}

void pt_set_warn_always(int64_t enabled) {
    c10::WarningUtils::set_warnAlways(enabled != 0);
}

int64_t pt_get_warn_always(void) {
    return c10::WarningUtils::get_warnAlways();
}

pt_status pt_warn(int64_t category, const char* text) {
    return guard([&] {
        c10::warn(
            c10::Warning(to_warning(category), {__func__, __FILE__, __LINE__}, std::string(to_string(text)), false));
    });
}
