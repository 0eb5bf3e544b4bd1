#include "panamatorch/recording.h"

#include "detail/gradient.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/recording.hpp"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/enum_tag.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/library.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

using namespace panamatorch;

namespace {

// Below autograd, autocast and all that replaces one operator by others, and above what chooses a kernel. LibTorch has
// the key for a mode of its own tests.
constexpr auto KEY = c10::DispatchKey::Fake;

// What a replay leaves out: the key and all above it.
const c10::DispatchKeySet ABOVE =
    c10::DispatchKeySet(c10::DispatchKeySet::FULL) - c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, KEY);

constexpr int64_t NONE = -1;

constexpr auto CANNOT_READ =
    "a recorded step cannot read elements: a replay would go on with what they were; return the tensor, and read it "
    "after the step";

// What must be the same for a recorded call to be right for another tensor.
struct Form {
    std::vector<int64_t> sizes;
    std::vector<int64_t> strides;
    int64_t offset = 0;
    c10::ScalarType dtype = c10::ScalarType::Undefined;
    c10::DispatchKeySet keys;

    Form() = default;
    explicit Form(const at::Tensor& tensor) : dtype(tensor.scalar_type()), keys(tensor.key_set()) {
        if (tensor.layout() == c10::kStrided && !tensor.is_nested()) {
            sizes = tensor.sizes().vec();
            strides = tensor.strides().vec();
            offset = tensor.storage_offset();
        }
    }

    bool operator==(const Form&) const = default;

    // Without where it begins, which views of another storage may have as they like.
    bool fits(const at::Tensor& tensor) const {
        return tensor.defined() && tensor.scalar_type() == dtype && tensor.key_set() == keys
            && (tensor.layout() != c10::kStrided || tensor.is_nested()
                || (tensor.sizes() == sizes && tensor.strides() == strides));
    }
};

// An argument: a value that stays, the tensor in a slot, or a list of these.
struct Value {
    enum class Kind {
        CONSTANT,
        SLOT,
        TENSORS,
        OPTIONAL_TENSORS
    };

    explicit Value(Kind kind) : kind(kind) {}
    explicit Value(int64_t slot) : kind(Kind::SLOT), slot(slot) {}
    explicit Value(c10::IValue constant) : constant(std::move(constant)) {}

    Kind kind = Kind::CONSTANT;
    int64_t slot = NONE;
    // The slot is empty afterwards.
    bool is_last_use = false;
    c10::IValue constant;
    std::vector<Value> elements;
};

// The slots of a result; a list has as many as it has tensors.
struct Result {
    bool is_list = false;
    std::vector<int64_t> slots;
};

struct OperatorCall {
    c10::OperatorHandle op;
    std::vector<Value> arguments;
    std::vector<Result> results;
    // Those that nobody needs afterwards.
    std::vector<int64_t> dead;
};

template <typename Visit>
void for_each_slot(const Value& value, Visit visit) {
    if (value.kind == Value::Kind::SLOT) {
        visit(value.slot);
    }
    for (const auto& each : value.elements) {
        for_each_slot(each, visit);
    }
}

}  // namespace

struct pt_recording {
   public:
    pt_recording(std::vector<at::Tensor> inputs, std::vector<at::Tensor> parameters)
        : parameters_(std::move(parameters)) {
        for (const auto& each : inputs) {
            TORCH_CHECK(each.defined(), "an input is undefined");
            TORCH_CHECK(
                !each.requires_grad(), "an input of a recorded step requires grad, and only parameters get gradients");
            define(each);
            inputs_.emplace_back(each);
        }
        for (const auto& each : parameters_) {
            constants_.insert(each.unsafeGetTensorImpl());
            set_gradient(each, at::Tensor());
        }
    }

    void record(const c10::OperatorHandle& op, c10::DispatchKeySet keys, torch::jit::Stack& stack) {
        const auto count = op.schema().arguments().size();
        TORCH_CHECK(
            !depends_on_elements(op, stack), op.operator_name(),
            " cannot be recorded: what it gives is a number, or its size depends on elements");
        if (op.operator_name().name.rfind("aten::", 0) != 0) {
            custom_.emplace_back(op.operator_name(), op);
        }
        OperatorCall call{op, {}, {}, {}};
        for (auto value = stack.end() - static_cast<std::ptrdiff_t>(count); value != stack.end(); ++value) {
            call.arguments.push_back(to_value(*value));
        }
        op.redispatchBoxed(keys & c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, KEY), &stack);
        const auto results = op.schema().returns().size();
        for (auto value = stack.end() - static_cast<std::ptrdiff_t>(results); value != stack.end(); ++value) {
            call.results.push_back(to_result(*value));
        }
        calls_.push_back(std::move(call));
    }

    // Makes a tensor that Java fills one that stays, and refuses any other, whose elements Java would read.
    void capture(const at::Tensor& tensor) {
        const auto known = known_.find(tensor.unsafeGetTensorImpl());
        TORCH_CHECK(known != known_.end() && is_empty(known->second), CANNOT_READ);
        known_.erase(known);
        known_storages_.erase(tensor.storage().unsafeGetStorageImpl());
        to_value(tensor);
    }

    void finish(const std::vector<at::Tensor>& results) {
        for (const auto& each : results) {
            results_.push_back(to_value(each));
        }
        for (const auto& each : parameters_) {
            gradients_.push_back(to_value(each.grad()));
        }
        for (const auto& each : captured_) {
            const auto is_parameter = std::any_of(
                parameters_.begin(), parameters_.end(), [&](const auto& other) { return other.is_same(each); });
            TORCH_CHECK(
                is_parameter || !each.requires_grad(), "a tensor of sizes ", each.sizes(),
                " requires grad, and is none of the parameters of the recorded step");
            captured_forms_.emplace_back(each);
        }
        find_last_uses();
        slots_.resize(forms_.size());
        tensors_.clear();
        storages_.clear();
        known_.clear();
        known_storages_.clear();
    }

    bool fits(const std::vector<at::Tensor>& inputs) const {
        if (inputs.size() != inputs_.size()) {
            return false;
        }
        for (size_t i = 0; i < inputs.size(); ++i) {
            if (!inputs_[i].fits(inputs[i]) || inputs[i].requires_grad()) {
                return false;
            }
        }
        for (size_t i = 0; i < captured_.size(); ++i) {
            if (!captured_forms_[i].fits(captured_[i])) {
                return false;
            }
        }
        return std::all_of(custom_.begin(), custom_.end(), [](const auto& each) {
            const auto found = c10::Dispatcher::singleton().findSchema(each.first);
            return found && *found == each.second;
        });
    }

    std::vector<at::Tensor> replay(std::vector<at::Tensor> inputs) {
        const c10::impl::ExcludeDispatchKeyGuard below(ABOVE);
        // Whatever is thrown, nothing stays in the slots.
        const struct Cleared {
            std::vector<at::Tensor>& slots;
            ~Cleared() {
                std::fill(slots.begin(), slots.end(), at::Tensor());
            }
        } cleared{slots_};
        std::move(inputs.begin(), inputs.end(), slots_.begin());
        for (const auto& call : calls_) {
            stack_.clear();
            for (const auto& each : call.arguments) {
                stack_.push_back(to_argument(each));
            }
            call.op.callBoxed(stack_);
            keep(call);
        }
        std::vector<at::Tensor> results;
        for (const auto& each : results_) {
            results.push_back(tensor(each));
        }
        for (size_t i = 0; i < parameters_.size(); ++i) {
            set_gradient(parameters_[i], tensor(gradients_[i]));
        }
        return results;
    }

    size_t size() const noexcept {
        return calls_.size();
    }

   private:
    // Whether what is in a slot was made with no elements yet, and nothing was done with it.
    bool is_empty(int64_t slot) const {
        if (calls_.empty()) {
            return false;
        }
        const auto& latest = calls_.back();
        return latest.results.size() == 1 && latest.results[0].slots == std::vector<int64_t>{slot}
        && latest.op.operator_name().name == "aten::empty";
    }

    static bool depends_on_elements(const c10::OperatorHandle& op, const torch::jit::Stack& stack) {
        static const c10::OperatorName index("aten::index", "Tensor");
        if (op.operator_name() == index) {
            // Only where it selects by truth values.
            for (const std::optional<at::Tensor>& each : stack.back().toOptionalTensorVector()) {
                if (each && (each->scalar_type() == at::kBool || each->scalar_type() == at::kByte)) {
                    return true;
                }
            }
            return false;
        }
        return op.hasTag(at::Tag::data_dependent_output) || op.hasTag(at::Tag::dynamic_output_shape);
    }

    // The slot of a tensor that an operator gave: a known object, or another one over the same elements, as autograd
    // makes of what it has saved.
    int64_t slot_of(const at::Tensor& tensor) {
        const auto same = known_.find(tensor.unsafeGetTensorImpl());
        if (same != known_.end()) {
            return same->second;
        }
        if (!tensor.has_storage() || constants_.count(tensor.unsafeGetTensorImpl()) != 0) {
            return NONE;
        }
        const auto over_storage = known_storages_.find(tensor.storage().unsafeGetStorageImpl());
        if (over_storage == known_storages_.end()) {
            return NONE;
        }
        const Form wanted = below_autograd(tensor);
        const auto& slots = over_storage->second;
        const auto found = std::find_if(
            slots.rbegin(), slots.rend(), [&](int64_t slot) { return forms_[static_cast<size_t>(slot)] == wanted; });
        return found != slots.rend() ? *found : view(tensor, wanted, slots);
    }

    // Another form of what is there.
    int64_t view(const at::Tensor& tensor, const Form& wanted, const std::vector<int64_t>& slots) {
        const auto whole = std::find_if(slots.rbegin(), slots.rend(), [&](int64_t slot) {
            const auto& form = forms_[static_cast<size_t>(slot)];
            return form.dtype == wanted.dtype && form.keys == wanted.keys;
        });
        TORCH_CHECK(
            whole != slots.rend(), "a tensor of sizes ", tensor.sizes(),
            " cannot be recorded: it shares the elements of "
            "another of ",
            c10::toString(forms_[static_cast<size_t>(slots.back())].dtype), " without an operator");
        static const auto op = c10::Dispatcher::singleton().findSchemaOrThrow("aten::as_strided", "");
        OperatorCall call{op, {}, {}, {}};
        call.arguments.emplace_back(*whole);
        for (const auto& constant :
             {c10::IValue(wanted.sizes), c10::IValue(wanted.strides), c10::IValue(wanted.offset)}) {
            call.arguments.emplace_back(constant);
        }
        const auto slot = define(tensor);
        call.results.push_back({false, {slot}});
        calls_.push_back(std::move(call));
        return slot;
    }

    // The form as an operator below autograd sees it.
    static Form below_autograd(const at::Tensor& tensor) {
        Form form(tensor);
        form.keys = form.keys - ABOVE;
        return form;
    }

    int64_t define(const at::Tensor& tensor) {
        auto* const object = tensor.unsafeGetTensorImpl();
        auto slot = static_cast<int64_t>(forms_.size());
        const auto known = known_.find(object);
        if (known != known_.end()) {
            slot = known->second;
            forms_[static_cast<size_t>(slot)] = below_autograd(tensor);
        } else {
            known_.emplace(object, slot);
            forms_.push_back(below_autograd(tensor));
            // Not owned, as autograd and operators do otherwise where others own a tensor; the addresses are not used
            // again meanwhile.
            tensors_.emplace_back(tensor.getIntrusivePtr());
        }
        if (tensor.has_storage()) {
            auto& slots = known_storages_[tensor.storage().unsafeGetStorageImpl()];
            if (slots.empty()) {
                storages_.emplace_back(tensor.storage().getWeakStorageImpl());
            }
            slots.push_back(slot);
        }
        return slot;
    }

    Value to_value(const at::Tensor& tensor) {
        const auto slot = tensor.defined() ? slot_of(tensor) : NONE;
        if (slot != NONE) {
            return Value(slot);
        }
        if (tensor.defined() && std::none_of(captured_.begin(), captured_.end(), [&](const auto& each) {
                return each.is_same(tensor);
            })) {
            captured_.push_back(tensor);
            constants_.insert(tensor.unsafeGetTensorImpl());
        }
        return Value(c10::IValue(tensor));
    }

    Value to_value(const c10::IValue& value) {
        if (value.isTensor()) {
            return to_value(value.toTensor());
        }
        if (value.isTensorList()) {
            Value list(Value::Kind::TENSORS);
            for (const at::Tensor& each : value.toTensorVector()) {
                list.elements.push_back(to_value(each));
            }
            return list;
        }
        if (value.isOptionalTensorList()) {
            Value list(Value::Kind::OPTIONAL_TENSORS);
            for (const std::optional<at::Tensor>& each : value.toOptionalTensorVector()) {
                list.elements.push_back(each ? to_value(*each) : Value(c10::IValue()));
            }
            return list;
        }
        return Value(value);
    }

    Result to_result(const c10::IValue& value) {
        Result result;
        if (value.isTensor()) {
            result.slots.push_back(value.toTensor().defined() ? define(value.toTensor()) : NONE);
        } else if (value.isTensorList()) {
            result.is_list = true;
            for (const at::Tensor& each : value.toTensorVector()) {
                result.slots.push_back(each.defined() ? define(each) : NONE);
            }
        }
        return result;
    }

    void find_last_uses() {
        const auto never = calls_.size();
        std::vector<size_t> last(forms_.size(), never);
        for (size_t i = 0; i < calls_.size(); ++i) {
            for (const auto& each : calls_[i].arguments) {
                for_each_slot(each, [&](int64_t slot) { last[static_cast<size_t>(slot)] = i; });
            }
            for (const auto& result : calls_[i].results) {
                for (const auto slot : result.slots) {
                    if (slot != NONE) {
                        last[static_cast<size_t>(slot)] = i;
                    }
                }
            }
        }
        for (const auto* values : {&results_, &gradients_}) {
            for (const auto& each : *values) {
                for_each_slot(each, [&](int64_t slot) { last[static_cast<size_t>(slot)] = never; });
            }
        }
        for (size_t slot = 0; slot < last.size(); ++slot) {
            if (last[slot] != never) {
                forget_after(calls_[last[slot]], static_cast<int64_t>(slot));
            }
        }
    }

    // An argument that is moved into the call is released as early as an operator can.
    static void forget_after(OperatorCall& call, int64_t slot) {
        Value* only = nullptr;
        int uses = 0;
        for (auto& each : call.arguments) {
            for_each_slot(each, [&](int64_t used) { uses += used == slot ? 1 : 0; });
            if (each.kind == Value::Kind::SLOT && each.slot == slot) {
                only = &each;
            }
        }
        if (uses == 1 && only != nullptr) {
            only->is_last_use = true;
        }
        // Also where it was moved: an operator in place gives it back.
        call.dead.push_back(slot);
    }

    const at::Tensor& at_slot(int64_t slot) const {
        return slots_[static_cast<size_t>(slot)];
    }

    at::Tensor tensor(const Value& value) const {
        return value.kind == Value::Kind::SLOT ? at_slot(value.slot) : value.constant.toTensor();
    }

    c10::IValue to_argument(const Value& value) {
        switch (value.kind) {
            case Value::Kind::CONSTANT:
                return value.constant;
            case Value::Kind::SLOT:
                return value.is_last_use ? c10::IValue(std::move(slots_[static_cast<size_t>(value.slot)]))
                                         : c10::IValue(at_slot(value.slot));
            case Value::Kind::TENSORS: {
                c10::List<at::Tensor> list;
                for (const auto& each : value.elements) {
                    list.push_back(tensor(each));
                }
                return list;
            }
            default: {
                c10::List<std::optional<at::Tensor>> list;
                for (const auto& each : value.elements) {
                    const bool is_none = each.kind == Value::Kind::CONSTANT && each.constant.isNone();
                    list.push_back(is_none ? std::nullopt : std::optional(tensor(each)));
                }
                return list;
            }
        }
    }

    // Puts the results of a call where later ones look for them.
    void keep(const OperatorCall& call) {
        for (size_t i = 0; i < call.results.size(); ++i) {
            const auto& result = call.results[i];
            for (size_t j = 0; j < result.slots.size(); ++j) {
                if (result.slots[j] != NONE) {
                    slots_[static_cast<size_t>(result.slots[j])] =
                        result.is_list ? stack_[i].toTensorList().get(j) : std::move(stack_[i]).toTensor();
                }
            }
        }
        for (const auto slot : call.dead) {
            slots_[static_cast<size_t>(slot)] = at::Tensor();
        }
    }

    std::vector<Form> inputs_;
    std::vector<at::Tensor> parameters_;
    std::vector<Value> gradients_;
    std::vector<Value> results_;
    std::vector<OperatorCall> calls_;
    // Operators that a program may have taken back since.
    std::vector<std::pair<c10::OperatorName, c10::OperatorHandle>> custom_;
    // What the step used and had not made, with its form.
    std::vector<at::Tensor> captured_;
    std::vector<Form> captured_forms_;
    std::unordered_set<const c10::TensorImpl*> constants_;

    // Of the slots, while recording.
    std::vector<Form> forms_;
    std::vector<c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>> tensors_;
    std::vector<c10::weak_intrusive_ptr<c10::StorageImpl>> storages_;
    std::unordered_map<const c10::TensorImpl*, int64_t> known_;
    std::unordered_map<const c10::StorageImpl*, std::vector<int64_t>> known_storages_;

    // While replaying.
    std::vector<at::Tensor> slots_;
    torch::jit::Stack stack_;
};

namespace {

thread_local pt_recording* current = nullptr;

void record(const c10::OperatorHandle& op, c10::DispatchKeySet keys, torch::jit::Stack* stack) {
    const c10::impl::ExcludeDispatchKeyGuard once(KEY);
    TORCH_CHECK(
        current != nullptr, op.operator_name(), " cannot be recorded: it runs on another thread of the recorded step");
    current->record(op, keys, *stack);
}

void stop() noexcept {
    c10::impl::tls_set_dispatch_key_included(KEY, false);
    current = nullptr;
}

void register_once() {
    static auto library = torch::Library(torch::Library::IMPL, "_", KEY, __FILE__, __LINE__);
    static const bool registered = [] {
        library.fallback(torch::CppFunction::makeFromBoxedFunction<&record>());
        return true;
    }();
    static_cast<void>(registered);
}

pt_recording& to_recording(pt_recording* recording) {
    return *required(recording, "a null recording");
}

}  // namespace

namespace panamatorch {

void refuse_reading_while_recording() {
    TORCH_CHECK(current == nullptr, CANNOT_READ);
}

void give_memory_while_recording(const at::Tensor& tensor) {
    if (current != nullptr) {
        current->capture(tensor);
    }
}

}  // namespace panamatorch

pt_recording* pt_recording_begin(
    pt_tensor* const* inputs, int64_t input_count, pt_tensor* const* parameters, int64_t parameter_count) {
    return guard_new([&] {
        TORCH_CHECK(current == nullptr, "a recorded step cannot be part of another one");
        register_once();
        current = new pt_recording(owned_list(inputs, input_count), owned_list(parameters, parameter_count));
        c10::impl::tls_set_dispatch_key_included(KEY, true);
        return current;
    });
}

void pt_recording_stop(void) {
    stop();
}

int64_t pt_recording_is_active(void) {
    return current != nullptr;
}

pt_status pt_recording_finish(pt_recording* recording, pt_tensor* const* results, int64_t count) {
    return guard([&] { to_recording(recording).finish(owned_list(results, count)); });
}

pt_status pt_recording_replay(
    pt_recording* recording, pt_tensor* const* inputs, int64_t count, pt_tensor** results, int64_t* ret) {
    return guard([&] {
        auto tensors = owned_list(inputs, count);
        Usage::mine().begin(Usage::whatever_there_is());
        auto& replayed = to_recording(recording);
        *ret = replayed.fits(tensors);
        if (*ret == 0) {
            return;
        }
        for (auto& each : replayed.replay(std::move(tensors))) {
            *results++ = new_handle(std::move(each));
        }
    });
}

int64_t pt_recording_size(const pt_recording* recording) {
    return recording == nullptr ? 0 : static_cast<int64_t>(recording->size());
}

void pt_recording_free(pt_recording* recording) {
    delete recording;
}
