#include "panamatorch/memory_view.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/lent.hpp"

#include <ATen/ops/from_blob.h>

using namespace panamatorch;

namespace {

void* to_context(int64_t token) {
    if (token == 0) {
        throw ArgumentError("a token of 0");
    }
    return reinterpret_cast<void*>(static_cast<intptr_t>(token));
}

void release(void* context) noexcept {
    leave_note(static_cast<int64_t>(reinterpret_cast<intptr_t>(context)));
}

at::Tensor over_memory(void* data, c10::IntArrayRef sizes, c10::ScalarType dtype, int64_t token) {
    auto* const context = to_context(token);
    reserve_note(token);
    return at::for_blob(data, sizes).context(context, &release).options(at::TensorOptions(dtype)).make_tensor();
}

at::Tensor pin(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.defined(), "the tensor is undefined");
    TORCH_CHECK_TYPE(
        !tensor.is_nested() && tensor.layout() == c10::kStrided, "can't access the memory of a ",
        tensor.is_nested() ? "nested" : c10::str(tensor.layout()), " tensor. Use toDense() first.");
    TORCH_CHECK_TYPE(
        tensor.is_cpu(), "can't access the memory of a ", tensor.device(),
        " tensor. Use cpu() to copy the tensor to host memory first.");
    TORCH_CHECK(!tensor.requires_grad(), "Can't access the memory of a tensor that requires grad. Use detach() first.");
    TORCH_CHECK(
        !tensor.is_conj(),
        "Can't access the memory of a tensor that has its conjugate bit set. Use resolveConj() first.");
    TORCH_CHECK(
        !tensor.is_neg(), "Can't access the memory of a tensor that has its negative bit set. Use resolveNeg() first.");
    TORCH_CHECK(
        !tensor._is_zerotensor(), "Can't access the memory of a zero tensor, which has none. Use clone() first.");
    TORCH_CHECK(
        tensor.is_contiguous(), "Can't access the memory of a tensor of sizes ", tensor.sizes(), " and strides ",
        tensor.strides(), ", whose elements are not in the order of their indices. Use contiguous() first.");
    const auto& storage = tensor.storage();
    TORCH_CHECK(
        storage.nbytes()
            >= (static_cast<size_t>(tensor.storage_offset()) + static_cast<size_t>(tensor.numel())) * tensor.itemsize(),
        "the tensor's storage is smaller than the tensor");
    // A view of its own: the tensor may be given another storage.
    auto view = tensor.detach();
    storage.unsafeGetStorageImpl()->set_resizable(false);
    return view;
}

}  // namespace

pt_tensor* pt_tensor_over_memory(void* data, const int64_t* sizes, int64_t dim, int64_t dtype, int64_t token) {
    return guard_new([&] { return new_handle(over_memory(data, to_ints(sizes, dim), to_dtype(dtype), token)); });
}

pt_tensor* pt_tensor_pin_memory(const pt_tensor* tensor, void** ret) {
    return guard_new([&] {
        auto view = pin(*Borrowed(tensor));
        *ret = view.mutable_data_ptr();
        return new_handle(std::move(view));
    });
}
