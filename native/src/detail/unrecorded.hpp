#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/DispatchKeySet.h>
#include <c10/core/TensorImpl.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <initializer_list>
#include <optional>

namespace panamatorch {

// Around a light operator, one of unrecorded_operators.inc, where autograd has nothing to record of any of its tensors:
// autograd's kernel would look at each of them, do nothing and hand on to the device's, for 55 ns of the 280 that a sum
// in place takes. Only where nobody else has a say: tensors that have no history, no hooks and are no views, dense ones
// of the CPU, on a thread without modes, as long as autograd's kernels are LibTorch's own.
class Unrecorded {
   public:
    // What autograd's kernels of operators that make new tensors keep from being recorded inside, and what those of
    // operators that change or view one do: a change counts for the version, and a view knows its base.
    static constexpr c10::DispatchKeySet NEW = c10::autograd_dispatch_keyset_with_ADInplaceOrView;
    static constexpr c10::DispatchKeySet CHANGED = c10::autograd_dispatch_keyset;

    template <typename... Tensors>
    explicit Unrecorded(c10::DispatchKeySet passed_by, const Tensors&... tensors)
        : Unrecorded(passed_by, {object(tensors)...}) {}
    Unrecorded(const Unrecorded&) = delete;
    Unrecorded& operator=(const Unrecorded&) = delete;
    ~Unrecorded();

    // After other code may have registered kernels.
    static void look_at_kernels();

   private:
    // Not inlined, for the natives jar's sake.
    Unrecorded(c10::DispatchKeySet passed_by, std::initializer_list<const c10::TensorImpl*> tensors) noexcept;

    static const c10::TensorImpl* object(const at::Tensor& tensor) noexcept {
        return tensor.unsafeGetTensorImpl();
    }
    static const c10::TensorImpl* object(const std::optional<at::Tensor>& tensor) noexcept {
        return tensor.has_value() ? object(*tensor) : nullptr;
    }

    std::optional<c10::impl::ExcludeDispatchKeyGuard> guard_;
};

}  // namespace panamatorch
