#pragma once

#include "detail/guard.hpp"
#include "panamatorch/types.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

struct pt_tensor_list {
    std::vector<at::Tensor> tensors;
};

struct pt_string {
    std::string text;
};

namespace panamatorch {

using TensorPointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;
using GeneratorPointer = c10::intrusive_ptr<c10::GeneratorImpl>;

inline c10::TensorImpl* impl(const pt_tensor* handle) {
    return reinterpret_cast<c10::TensorImpl*>(const_cast<pt_tensor*>(required(handle, "a null tensor handle")));
}

// The tensor's object, in use until the end of the call.
inline c10::TensorImpl* used(const pt_tensor* handle) {
    auto* tensor = impl(handle);
    Usage::mine().begin(tensor);
    return tensor;
}

inline c10::GeneratorImpl* impl(const pt_generator* handle) {
    return reinterpret_cast<c10::GeneratorImpl*>(
        const_cast<pt_generator*>(required(handle, "a null generator handle")));
}

// Gives the tensor's reference to the caller.
inline pt_tensor* new_handle(at::Tensor tensor) noexcept {
    return reinterpret_cast<pt_tensor*>(tensor.unsafeReleaseTensorImpl());
}

// Gives the generator's reference to the caller.
inline pt_generator* new_handle(at::Generator generator) noexcept {
    return reinterpret_cast<pt_generator*>(generator.unsafeReleaseGeneratorImpl());
}

inline pt_tensor_list* new_handle(std::vector<at::Tensor> tensors) {
    return new pt_tensor_list{std::move(tensors)};
}

inline pt_string* new_handle(std::string text) {
    return new pt_string{std::move(text)};
}

// A tensor for the time of one call, without touching the reference count. Anything that may run Java code takes an
// owned one instead, as that code may release the handle.
class Borrowed {
   public:
    explicit Borrowed(const pt_tensor* handle) : tensor_(TensorPointer::reclaim(used(handle))) {}
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() {
        tensor_.unsafeReleaseTensorImpl();
    }

    at::Tensor& get() noexcept {
        return tensor_;
    }
    at::Tensor& operator*() noexcept {
        return tensor_;
    }
    at::Tensor* operator->() noexcept {
        return &tensor_;
    }

   private:
    at::Tensor tensor_;
};

// Borrowed to be given another form. Where another thread may be using it, that is waited for, and the tensor is this
// thread's alone until the end of the call: the caller says so with PT_SHARED, and references beside the handle's tell.
class Changed {
   public:
    explicit Changed(const pt_tensor* handle) : Changed(impl(unmarked(handle)), is_marked(handle)) {}
    Changed(const Changed&) = delete;
    Changed& operator=(const Changed&) = delete;
    ~Changed() {
        tensor_.unsafeReleaseTensorImpl();
    }

    at::Tensor& operator*() noexcept {
        return tensor_;
    }
    at::Tensor* operator->() noexcept {
        return &tensor_;
    }

    static const pt_tensor* unmarked(const pt_tensor* handle) noexcept {
        return reinterpret_cast<const pt_tensor*>(reinterpret_cast<uintptr_t>(handle) & ~uintptr_t{PT_SHARED});
    }
    static bool is_marked(const pt_tensor* handle) noexcept {
        return (reinterpret_cast<uintptr_t>(handle) & PT_SHARED) != 0;
    }

   protected:
    Changed(c10::TensorImpl* tensor, bool shared) : Changed(tensor, shared, tensor) {}

    // Waits for the users of another object than the tensor.
    Changed(c10::TensorImpl* tensor, bool shared, const void* object) : tensor_(TensorPointer::reclaim(tensor)) {
        try {
            if (shared || tensor_.use_count() > 1) {
                change_.emplace(object);
            }
        } catch (...) {
            tensor_.unsafeReleaseTensorImpl();
            throw;
        }
    }

   private:
    at::Tensor tensor_;
    std::optional<Change> change_;
};

// Changed, where the elements may move that other tensors share: all calls of other threads are waited for.
class Resized final : public Changed {
   public:
    explicit Resized(const pt_tensor* handle)
        : Changed(
              impl(unmarked(handle)),
              is_marked(handle) || shares_storage(*impl(unmarked(handle))),
              Usage::whatever_there_is()) {}

   private:
    static bool shares_storage(const c10::TensorImpl& tensor) {
        return tensor.has_storage() && tensor.storage().use_count() > 1;
    }
};

inline at::Tensor owned(const pt_tensor* handle) {
    return at::Tensor(TensorPointer::reclaim_copy(used(handle)));
}

// An owned tensor, undefined for NULL.
inline at::Tensor owned_or_undefined(const pt_tensor* handle) {
    return handle == nullptr ? at::Tensor() : owned(handle);
}

inline std::vector<at::Tensor> owned_list(pt_tensor* const* handles, int64_t count) {
    const auto size = length(handles, count);
    std::vector<at::Tensor> tensors;
    tensors.reserve(size);
    for (size_t i = 0; i < size; ++i) {
        tensors.push_back(owned(handles[i]));
    }
    return tensors;
}

inline at::Generator owned(const pt_generator* handle) {
    return at::Generator(GeneratorPointer::reclaim_copy(impl(handle)));
}

// The generator, or none for NULL: libtorch then takes the default one of the device.
inline std::optional<at::Generator> optional_generator(const pt_generator* handle) {
    return handle == nullptr ? std::nullopt : std::optional<at::Generator>(owned(handle));
}

}  // namespace panamatorch
