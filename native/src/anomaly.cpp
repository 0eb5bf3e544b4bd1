#include "detail/callback.hpp"
#include "detail/engine.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "panamatorch/autograd.h"

#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/node.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>

using namespace panamatorch;

namespace {

// Deeper stacks are cut off.
constexpr size_t max_stack_bytes = 16384;

std::atomic<pt_stack_writer> writer = nullptr;

// The trace of the latest failure, whichever thread the backward pass ran on.
struct LatestTrace {
    std::mutex mutex;
    std::string text;
};

LatestTrace& latest_trace() {
    static auto* trace = new LatestTrace();
    return *trace;
}

// Where a node was recorded, and what was evaluated by then.
struct Origin {
    std::string stack;
    std::string parent_name;
    std::shared_ptr<const Origin> parent;
};

// Remembers the caller's stack instead of the C++ one, which shows nothing of the program, and of the parent what is
// printed, not the node: a view that it has saved can get its function anew while it is evaluated, and the two would
// keep each other.
class Metadata final : public torch::autograd::AnomalyMetadata {
   public:
    void store_stack() override {
        std::array<char, max_stack_bytes> text;
        if (const auto write = writer.load(); write != nullptr && has_room()) {
            const auto length = write(to_number(text.data()), static_cast<int64_t>(text.size()));
            origin_->stack.assign(text.data(), static_cast<size_t>(length));
        }
    }

    void print_stack(const std::string& node) override {
        auto text =
            "Error detected in " + node + ". Traceback of forward call that caused the error:\n" + origin_->stack;
        for (const Origin* origin = origin_.get(); origin->parent != nullptr; origin = origin->parent.get()) {
            text += "\n\nPrevious calculation was induced by " + origin->parent_name
                + ". Traceback of forward call that induced the previous calculation:\n" + origin->parent->stack;
        }
        auto& latest = latest_trace();
        const std::lock_guard lock(latest.mutex);
        latest.text = std::move(text);
    }

    void assign_parent(const c10::intrusive_ptr<torch::autograd::Node>& parent) override {
        if (parent == nullptr) {
            return;
        }
        if (const auto* metadata = dynamic_cast<const Metadata*>(parent->metadata()); metadata != nullptr) {
            origin_->parent_name = parent->name();
            origin_->parent = metadata->origin_;
        }
    }

   private:
    // A trace is not worth the failure of what is traced.
    static bool has_room() noexcept {
        try {
            require_stack_for_callback();
            return true;
        } catch (const StackError&) {
            return false;
        }
    }

    const std::shared_ptr<Origin> origin_ = std::make_shared<Origin>();
};

void set_mode(bool enabled, bool check_nan, pt_stack_writer stack_writer) {
    writer = stack_writer;
    if (enabled) {
        use_own_engine();
    }
    torch::autograd::AnomalyMode::set_enabled(enabled, check_nan);
}

pt_string* take_trace() {
    auto& latest = latest_trace();
    const std::lock_guard lock(latest.mutex);
    return latest.text.empty() ? nullptr : new_handle(std::exchange(latest.text, {}));
}

}  // namespace

namespace panamatorch {

std::unique_ptr<torch::autograd::AnomalyMetadata> make_anomaly_metadata() {
    return std::make_unique<Metadata>();
}

}  // namespace panamatorch

pt_status pt_anomaly_mode_set(int64_t enabled, int64_t check_nan, pt_stack_writer stack_writer) {
    return guard([&] { set_mode(enabled != 0, check_nan != 0, stack_writer); });
}

pt_status pt_anomaly_mode_get(int64_t* ret_enabled, int64_t* ret_check_nan) {
    return guard([&] {
        *ret_enabled = torch::autograd::AnomalyMode::is_enabled();
        *ret_check_nan = torch::autograd::AnomalyMode::should_check_nan();
    });
}

pt_status pt_anomaly_take_trace(pt_string** ret) {
    return guard([&] { *ret = take_trace(); });
}
