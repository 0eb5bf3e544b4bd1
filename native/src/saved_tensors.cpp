#include "detail/callback.hpp"
#include "detail/convert.hpp"
#include "detail/engine.hpp"
#include "detail/guard.hpp"
#include "panamatorch/hooks.h"

#include <ATen/SavedTensorHooks.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <optional>
#include <string>
#include <string_view>

using namespace panamatorch;

namespace {

constexpr std::string_view kind_name = "PANAMATORCH_SAVED_TENSORS_HOOKS";
// What c10 carries along to the threads of a backward pass; known by the address of its name.
constexpr c10::DebugInfoKind kind(&kind_name);

struct Hooks final : public c10::DebugInfoBase {
    explicit Hooks(int64_t id) : callback(id) {}
    Callback callback;
};

// A tensor that the caller has packed.
class PackedTensor final : public torch::autograd::SavedVariableHooks {
   public:
    explicit PackedTensor(const Callback& packing) : packing_(&packing) {}

    // At once after the constructor, where the hooks are still there.
    void call_pack_hook(const at::Tensor& tensor) override {
        if (const auto id = packing_->pack(tensor); id != 0) {
            unpacking_.emplace(id, Callback::Reserved());
        } else {
            // Without its graph, which would keep this for ever.
            kept_ = tensor.detach();
        }
    }

    at::Tensor call_unpack_hook() override {
        return unpacking_ ? (*unpacking_)({}, 1).value().front() : kept_;
    }

   private:
    const Callback* packing_;
    std::optional<Callback> unpacking_;
    at::Tensor kept_;
};

const std::optional<std::string>& disabled() {
    return at::SavedTensorDefaultHooks::get_disabled_error_message();
}

}  // namespace

// What to restore.
struct pt_saved_tensors_hooks {
    explicit pt_saved_tensors_hooks(int64_t id) : before_(kind, std::make_shared<Hooks>(id)), message_(disabled()) {}
    explicit pt_saved_tensors_hooks(const std::string& message)
        : before_(c10::ThreadLocalDebugInfo::current()), message_(disabled()) {
        at::SavedTensorDefaultHooks::disable(message, false);
    }
    pt_saved_tensors_hooks(const pt_saved_tensors_hooks&) = delete;
    pt_saved_tensors_hooks& operator=(const pt_saved_tensors_hooks&) = delete;
    ~pt_saved_tensors_hooks() {
        if (message_.has_value()) {
            at::SavedTensorDefaultHooks::disable(*message_, false);
        } else {
            at::SavedTensorDefaultHooks::enable();
        }
    }

   private:
    c10::DebugInfoGuard before_;
    std::optional<std::string> message_;
};

namespace panamatorch {

std::unique_ptr<torch::autograd::SavedVariableHooks> make_saved_tensor_hooks() {
    const auto* hooks = static_cast<const Hooks*>(c10::ThreadLocalDebugInfo::get(kind));
    return hooks == nullptr ? nullptr : std::make_unique<PackedTensor>(hooks->callback);
}

}  // namespace panamatorch

pt_saved_tensors_hooks* pt_saved_tensors_hooks_enter(int64_t id) {
    return guard_new([&] {
        TORCH_CHECK(!disabled().has_value(), *disabled());
        use_own_engine();
        return new pt_saved_tensors_hooks(id);
    });
}

pt_saved_tensors_hooks* pt_saved_tensors_hooks_disable(const char* message) {
    return guard_new([&] {
        const std::string text(to_string(message));
        TORCH_CHECK(c10::ThreadLocalDebugInfo::get(kind) == nullptr, text);
        return new pt_saved_tensors_hooks(text);
    });
}

void pt_saved_tensors_hooks_exit(pt_saved_tensors_hooks* before) {
    delete before;
}
