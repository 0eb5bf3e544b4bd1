#include "panamatorch/memory_view.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/lent.hpp"
#include "detail/memory_view.hpp"
#include "detail/recording.hpp"

#include <ATen/EmptyTensor.h>
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

}  // namespace

void panamatorch::require_elements(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.defined(), "the tensor is undefined");
    TORCH_CHECK_TYPE(
        !tensor.is_nested() && tensor.layout() == c10::kStrided, "can't access the memory of a ",
        tensor.is_nested() ? "nested" : c10::str(tensor.layout()), " tensor. Use toDense() first.");
    TORCH_CHECK(!tensor.requires_grad(), "Can't access the memory of a tensor that requires grad. Use detach() first.");
    TORCH_CHECK(
        !tensor.is_conj(),
        "Can't access the memory of a tensor that has its conjugate bit set. Use resolveConj() first.");
    TORCH_CHECK(
        !tensor.is_neg(), "Can't access the memory of a tensor that has its negative bit set. Use resolveNeg() first.");
    TORCH_CHECK(
        !tensor._is_zerotensor(), "Can't access the memory of a zero tensor, which has none. Use clone() first.");
}

void panamatorch::require_plain(const at::Tensor& tensor) {
    require_elements(tensor);
    TORCH_CHECK_TYPE(
        tensor.is_cpu(), "can't access the memory of a ", tensor.device(),
        " tensor. Use cpu() to copy the tensor to host memory first.");
    TORCH_CHECK(
        tensor.is_contiguous(), "Can't access the memory of a tensor of sizes ", tensor.sizes(), " and strides ",
        tensor.strides(), ", whose elements are not in the order of their indices. Use contiguous() first.");
}

void panamatorch::require_aligned(const void* data, int64_t count, c10::ScalarType dtype) {
    const auto alignment = c10::elementSize(c10::isComplexType(dtype) ? c10::toRealValueType(dtype) : dtype);
    TORCH_CHECK_VALUE(
        count == 0 || reinterpret_cast<uintptr_t>(data) % alignment == 0, "the elements of ", dtype,
        " begin at an address that is no multiple of ", alignment, "; copy them first");
}

at::Tensor panamatorch::pinned(const at::Tensor& tensor) {
    const auto& storage = tensor.storage();
    const auto needed = at::detail::computeStorageNbytes(
        tensor.sizes(), tensor.strides(), tensor.itemsize(), static_cast<size_t>(tensor.storage_offset()));
    TORCH_CHECK(storage.nbytes() >= needed, "the tensor's storage is smaller than the tensor");
    auto view = tensor.detach();
    storage.unsafeGetStorageImpl()->set_resizable(false);
    return view;
}

pt_tensor* pt_tensor_over_memory(void* data, const int64_t* sizes, int64_t dim, int64_t dtype, int64_t token) {
    return guard_new([&] { return new_handle(over_memory(data, to_ints(sizes, dim), to_dtype(dtype), token)); });
}

pt_tensor* pt_tensor_pin_memory(const pt_tensor* tensor, void** ret) {
    return guard_new([&] {
        refuse_reading_while_recording();
        Borrowed borrowed(tensor);
        require_plain(*borrowed);
        auto view = pinned(*borrowed);
        *ret = view.mutable_data_ptr();
        return new_handle(std::move(view));
    });
}
