#include "panamatorch/func.h"

#include "detail/convert.hpp"
#include "detail/func_decompositions.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/WrapDimUtils.h>
#include <ATen/functorch/BatchedTensorImpl.h>
#include <ATen/functorch/DynamicLayer.h>
#include <ATen/functorch/TensorWrapper.h>
#include <c10/core/AutogradState.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

using namespace panamatorch;
namespace functorch = at::functorch;

struct pt_func_suspended {
    functorch::DynamicLayer layer;
    bool grad_mode;
    bool forward_grad_mode;
};

namespace {

functorch::RandomnessType to_randomness(int64_t code) {
    switch (code) {
        case PT_FUNC_RANDOMNESS_ERROR:
            return functorch::RandomnessType::Error;
        case PT_FUNC_RANDOMNESS_SAME:
            return functorch::RandomnessType::Same;
        case PT_FUNC_RANDOMNESS_DIFFERENT:
            return functorch::RandomnessType::Different;
        default:
            throw ArgumentError("an unknown randomness code");
    }
}

int64_t to_code(functorch::RandomnessType randomness) {
    switch (randomness) {
        case functorch::RandomnessType::Same:
            return PT_FUNC_RANDOMNESS_SAME;
        case functorch::RandomnessType::Different:
            return PT_FUNC_RANDOMNESS_DIFFERENT;
        default:
            return PT_FUNC_RANDOMNESS_ERROR;
    }
}

int64_t enter_grad(int64_t layer) {
    switch (layer) {
        case PT_FUNC_GRAD:
            return functorch::initAndPushDynamicLayer(
                functorch::TransformType::Grad, std::nullopt, std::nullopt, at::GradMode::is_enabled());
        case PT_FUNC_JVP:
            ensure_forward_mode_derivatives();
            return functorch::initAndPushDynamicLayer(
                functorch::TransformType::Jvp, std::nullopt, std::nullopt, std::nullopt,
                c10::AutogradState::get_tls_state().get_fw_grad_mode());
        default:
            throw ArgumentError("an unknown layer code");
    }
}

int64_t kind(const functorch::DynamicLayer& layer) {
    switch (layer.key()) {
        case functorch::TransformType::Vmap:
            return PT_FUNC_VMAP;
        case functorch::TransformType::Grad:
            return PT_FUNC_GRAD;
        case functorch::TransformType::Jvp:
            return PT_FUNC_JVP;
        default:
            return PT_FUNC_NONE;
    }
}

// As the layers' interpreters do for operators: a layer's own modes end with it.
pt_func_suspended* suspend() {
    auto suspended = std::make_unique<pt_func_suspended>(pt_func_suspended{
        functorch::popDynamicLayer(), at::GradMode::is_enabled(),
        c10::AutogradState::get_tls_state().get_fw_grad_mode()});
    const auto& interpreter = suspended->layer.interpreter();
    const auto* grad = std::get_if<functorch::GradInterpreterMeta>(&interpreter.meta());
    const auto* jvp = std::get_if<functorch::JvpInterpreterMeta>(&interpreter.meta());
    at::GradMode::set_enabled(grad == nullptr || grad->prevGradMode_);
    c10::AutogradState::get_tls_state().set_fw_grad_mode(jvp == nullptr || jvp->prevFwdGradMode_);
    return suspended.release();
}

at::Tensor show_dim(const at::Tensor& tensor, int64_t dim, int64_t size, int64_t level) {
    const auto* batched = functorch::maybeGetBatchedImpl(tensor);
    if (batched == nullptr || batched->level() != level) {
        auto sizes = tensor.sizes().vec();
        const auto place = at::maybe_wrap_dim(dim, tensor.dim() + 1);
        sizes.insert(sizes.begin() + place, size);
        return tensor.unsqueeze(place).expand(sizes);
    }
    return batched->value().movedim(batched->bdim(), dim);
}

at::Tensor wrap(const at::Tensor& tensor, int64_t level, bool requires_grad) {
    TORCH_CHECK(
        !requires_grad || c10::isFloatingType(tensor.scalar_type()) || c10::isComplexType(tensor.scalar_type()),
        "only Tensors of floating point dtype can require gradients");
    auto wrapped = functorch::makeTensorWrapper(tensor, level);
    if (requires_grad) {
        const auto was_allowed = functorch::getInplaceRequiresGradAllowed();
        functorch::setInplaceRequiresGradAllowed(true);
        try {
            wrapped.requires_grad_();
        } catch (...) {
            functorch::setInplaceRequiresGradAllowed(was_allowed);
            throw;
        }
        functorch::setInplaceRequiresGradAllowed(was_allowed);
    }
    return wrapped;
}

at::Tensor unwrap(const at::Tensor& tensor, int64_t level) {
    const auto* wrapper = functorch::maybeGetTensorWrapper(tensor);
    return wrapper != nullptr && wrapper->level() == level ? wrapper->value() : tensor;
}

at::Tensor value(const at::Tensor& tensor) {
    if (const auto* batched = functorch::maybeGetBatchedImpl(tensor)) {
        return batched->value();
    }
    const auto* wrapper = functorch::maybeGetTensorWrapper(tensor);
    return wrapper != nullptr ? wrapper->value() : tensor;
}

}  // namespace

pt_status pt_func_enter_vmap(int64_t size, int64_t randomness, int64_t* ret) {
    return guard([&] {
        *ret = functorch::initAndPushDynamicLayer(functorch::TransformType::Vmap, size, to_randomness(randomness));
    });
}

pt_status pt_func_enter_grad(int64_t layer, int64_t* ret) {
    return guard([&] { *ret = enter_grad(layer); });
}

void pt_func_leave(void) {
    functorch::popDynamicLayerAndDeleteMetadata();
}

int64_t pt_func_level(void) {
    const auto layer = functorch::maybeCurrentDynamicLayer();
    return layer ? layer->layerId() : 0;
}

int64_t pt_func_kind(void) {
    const auto layer = functorch::maybeCurrentDynamicLayer();
    return layer ? kind(*layer) : int64_t{PT_FUNC_NONE};
}

pt_status pt_func_batch(int64_t* ret_size, int64_t* ret_randomness) {
    return guard([&] {
        const auto layer = functorch::maybeCurrentDynamicLayer();
        if (!layer || layer->key() != functorch::TransformType::Vmap) {
            throw ArgumentError("the topmost layer hides no dimension");
        }
        *ret_size = layer->batchSize().guard_int(__FILE__, __LINE__);
        *ret_randomness = to_code(layer->randomness());
    });
}

int64_t pt_func_has_kind(int64_t layer) {
    const auto& stack = functorch::getDynamicLayerStack();
    return std::any_of(stack.begin(), stack.end(), [&](const auto& each) { return kind(each) == layer; });
}

pt_func_suspended* pt_func_suspend(void) {
    return guard_new([] { return suspend(); });
}

void pt_func_resume(pt_func_suspended* suspended) {
    functorch::pushDynamicLayer(std::move(suspended->layer));
    at::GradMode::set_enabled(suspended->grad_mode);
    c10::AutogradState::get_tls_state().set_fw_grad_mode(suspended->forward_grad_mode);
    delete suspended;
}

int64_t pt_func_pause(int64_t paused) {
    const auto was_paused = c10::impl::tls_is_dispatch_key_excluded(c10::DispatchKey::FuncTorchDynamicLayerFrontMode);
    for (const auto key :
         {c10::DispatchKey::FuncTorchDynamicLayerFrontMode, c10::DispatchKey::FuncTorchDynamicLayerBackMode}) {
        c10::impl::tls_set_dispatch_key_excluded(key, paused != 0);
    }
    return was_paused;
}

pt_tensor* pt_func_hide_dim(const pt_tensor* self, int64_t dim, int64_t level) {
    return guard_new([&] { return new_handle(functorch::addBatchDim(owned(self), dim, level)); });
}

pt_tensor* pt_func_show_dim(const pt_tensor* self, int64_t dim, int64_t size, int64_t level) {
    return guard_new([&] { return new_handle(show_dim(owned(self), dim, size, level)); });
}

pt_tensor* pt_func_wrap(const pt_tensor* self, int64_t level, int64_t requires_grad) {
    return guard_new([&] { return new_handle(wrap(owned(self), level, requires_grad != 0)); });
}

pt_tensor* pt_func_unwrap(const pt_tensor* self, int64_t level) {
    return guard_new([&] { return new_handle(unwrap(owned(self), level)); });
}

pt_status pt_func_wrapper(const pt_tensor* self, int64_t* ret_layer, int64_t* ret_level, int64_t* ret_dim) {
    return guard([&] {
        Borrowed tensor(self);
        const auto* batched = functorch::maybeGetBatchedImpl(*tensor);
        const auto* wrapper = batched == nullptr ? functorch::maybeGetTensorWrapper(*tensor) : nullptr;
        *ret_layer = batched != nullptr ? PT_FUNC_VMAP : wrapper != nullptr ? PT_FUNC_GRAD : PT_FUNC_NONE;
        *ret_level = batched != nullptr ? batched->level()
            : wrapper != nullptr        ? wrapper->level().value_or(PT_NONE)
                                        : PT_NONE;
        *ret_dim = batched != nullptr ? batched->bdim() : PT_NONE;
    });
}

pt_tensor* pt_func_value(const pt_tensor* self) {
    return guard_new([&] { return new_handle(value(owned(self))); });
}
