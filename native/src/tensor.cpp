#include "panamatorch/tensor.h"

#include "detail/convert.hpp"
#include "detail/dense_keys.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/recording.hpp"

#include <ATen/EmptyTensor.h>
#include <c10/util/safe_numerics.h>

#include <algorithm>
#include <cstring>

using namespace panamatorch;

namespace {

void release(pt_tensor* handle) noexcept {
    if (handle != nullptr) {
        TensorPointer::reclaim(impl(handle));
    }
}

void release(pt_tensor_list* list) noexcept {
    delete list;
}

void take(pt_tensor_list* list, pt_tensor** ret) noexcept {
    if (list == nullptr) {
        return;
    }
    for (auto& tensor : list->tensors) {
        *ret++ = new_handle(std::move(tensor));
    }
    list->tensors.clear();
}

int64_t code_of(c10::ScalarType dtype) {
    return dtype == c10::ScalarType::Undefined ? PT_NONE : static_cast<int64_t>(dtype);
}

// How many bytes the elements take; every size is checked.
size_t byte_count(c10::IntArrayRef sizes, c10::ScalarType dtype) {
    at::detail::check_size_nonnegative(sizes);
    uint64_t bytes = 0;
    const bool overflows =
        c10::safe_multiplies_u64(sizes, &bytes) || c10::mul_overflows(bytes, c10::elementSize(dtype), &bytes);
    TORCH_CHECK_VALUE(!overflows, "a tensor of sizes ", sizes, " is too large");
    return bytes;
}

void check_byte_count(int64_t count, size_t wanted, c10::IntArrayRef sizes, c10::ScalarType dtype) {
    TORCH_CHECK_VALUE(
        count >= 0 && static_cast<uint64_t>(count) == wanted, "a ", c10::toString(dtype), " tensor of sizes ", sizes,
        " has ", wanted, " bytes, not ", count);
}

at::Tensor from_bytes(const void* data, int64_t count, c10::IntArrayRef sizes, c10::ScalarType dtype) {
    const auto bytes = byte_count(sizes, dtype);
    check_byte_count(count, bytes, sizes, dtype);
    auto tensor = at::Tensor(at::detail::empty_cpu(sizes, dtype));
    if (bytes > 0) {
        std::memcpy(tensor.mutable_data_ptr(), required(data, "a null data pointer"), bytes);
    }
    return tensor;
}

void check_dense(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.defined(), "the tensor is undefined");
    TORCH_CHECK_TYPE(!tensor.is_nested(), "a nested tensor is no dense one");
    TORCH_CHECK_TYPE(
        tensor.layout() == c10::kStrided, "a ", tensor.layout(), " tensor is no dense one; use toDense() first");
}

// A storage may have been shrunk under its tensors.
void check_storage(const at::Tensor& tensor, size_t bytes) {
    const auto offset = static_cast<size_t>(tensor.storage_offset()) * tensor.itemsize();
    TORCH_CHECK(tensor.storage().nbytes() >= offset + bytes, "the tensor's storage is smaller than the tensor");
}

// The same elements, dense on the CPU, one after the other in the order of their indices.
at::Tensor plain(const at::Tensor& tensor) {
    check_dense(tensor);
    auto result = tensor.detach();
    if (result._is_zerotensor()) {
        result = result.clone();
    }
    result = result.resolve_conj().resolve_neg().to(c10::kCPU).contiguous();
    if (result.numel() > 0) {
        check_storage(result, byte_count(result.sizes(), result.scalar_type()));
    }
    return result;
}

bool is_plain(const at::Tensor& tensor) {
    return tensor.is_cpu() && tensor.layout() == c10::kStrided && !tensor.is_nested() && !tensor.is_conj()
        && !tensor.is_neg() && !tensor._is_zerotensor() && tensor.is_contiguous();
}

void to_bytes(const at::Tensor& tensor, void* ret, int64_t count) {
    const auto& source = is_plain(tensor) ? tensor : plain(tensor);
    const auto dtype = source.scalar_type();
    const auto bytes = byte_count(source.sizes(), dtype);
    check_byte_count(count, bytes, source.sizes(), dtype);
    if (bytes > 0) {
        check_storage(source, bytes);
        std::memcpy(required(ret, "a null data pointer"), source.const_data_ptr(), bytes);
    }
}

template <typename Element>
c10::Scalar first(const at::Tensor& tensor) {
    return *tensor.const_data_ptr<Element>();
}

// LibTorch takes ten times as long to come to the one element of a dense tensor than to read it.
c10::Scalar item(const at::Tensor& tensor) {
    TORCH_CHECK(!tensor.is_meta(), "Tensor.item() cannot be called on meta tensors");
    if (has_dense_keys(tensor) && tensor.numel() == 1) {
        check_storage(tensor, tensor.itemsize());
        switch (tensor.scalar_type()) {
            case c10::kFloat:
                return first<float>(tensor);
            case c10::kDouble:
                return first<double>(tensor);
            case c10::kLong:
                return first<int64_t>(tensor);
            case c10::kBool:
                return first<bool>(tensor);
            default:
                break;
        }
    }
    return tensor.item();
}

void* data_of(const at::Tensor& tensor) {
    check_dense(tensor);
    TORCH_CHECK(
        !tensor.is_conj() && !tensor.is_neg() && !tensor._is_zerotensor(),
        "the tensor's elements are not in its memory as they are; use resolveConj(), resolveNeg() or clone() first");
    return tensor.mutable_data_ptr();
}

bool share_storage(c10::TensorImpl* a, c10::TensorImpl* b) {
    return a->has_storage() && b->has_storage() && a->storage().is_alias_of(b->storage());
}

// The elements that fit into the storage, where those of the sizes do not; -1 where they do.
int64_t elements_left(const c10::TensorImpl& tensor) {
    if (!tensor.has_storage() || tensor.has_symbolic_sizes_strides() || tensor.layout() != c10::kStrided) {
        return -1;
    }
    const auto itemsize = tensor.dtype().itemsize();
    const auto offset = static_cast<size_t>(tensor.storage_offset());
    const auto bytes = tensor.storage().nbytes();
    try {
        if (at::detail::computeStorageNbytes(tensor.sizes(), tensor.strides(), itemsize, offset) <= bytes) {
            return -1;
        }
    } catch (const c10::Error&) {
        // So many bytes that there is no number for them.
    }
    return static_cast<int64_t>(bytes / itemsize - std::min(offset, bytes / itemsize));
}

void settle(const pt_tensor* handle) noexcept {
    const Call call;
    try {
        auto* tensor = used(handle);
        const auto left = elements_left(*tensor);
        if (left >= 0) {
            const Change change(tensor);
            tensor->set_sizes_contiguous({left});
        }
    } catch (...) {
        // Sizes that cannot be set were not changed before either.
    }
}

void copy_exactly(c10::IntArrayRef values, int64_t* ret, int64_t dim) {
    TORCH_CHECK(
        static_cast<int64_t>(values.size()) == dim, "the tensor has ", values.size(), " dimensions now, not ", dim,
        ": another thread has reshaped it in place");
    std::ranges::copy(values, ret);
}

}  // namespace

void pt_tensor_free(pt_tensor* tensor) {
    release(tensor);
}

void pt_tensors_free(pt_tensor* const* tensors, int64_t count) {
    for (int64_t i = 0; tensors != nullptr && i < count; ++i) {
        release(tensors[i]);
    }
}

pt_tensor* pt_tensor_alias(pt_tensor* tensor) {
    return guard_new([&] { return new_handle(owned(tensor)); });
}

pt_tensor* pt_tensor_undefined(void) {
    return new_handle(at::Tensor());
}

int64_t pt_tensor_list_size(const pt_tensor_list* list) {
    return list == nullptr ? 0 : static_cast<int64_t>(list->tensors.size());
}

void pt_tensor_list_take(pt_tensor_list* list, pt_tensor** ret) {
    take(list, ret);
}

void pt_tensor_list_free(pt_tensor_list* list) {
    release(list);
}

int64_t pt_tensor_dtype(const pt_tensor* tensor) {
    return guard_getter([&] { return code_of(c10::typeMetaToScalarType(impl(tensor)->dtype())); });
}

int64_t pt_tensor_device(const pt_tensor* tensor) {
    return guard_getter([&] { return to_word(impl(tensor)->device()); });
}

int64_t pt_tensor_layout(const pt_tensor* tensor) {
    return guard_getter([&] { return static_cast<int64_t>(impl(tensor)->layout()); });
}

int64_t pt_tensor_is_nested(const pt_tensor* tensor) {
    return guard_getter([&] { return int64_t{impl(tensor)->is_nested()}; });
}

int64_t pt_tensor_dim(const pt_tensor* tensor) {
    return guard_getter([&] { return impl(tensor)->dim(); });
}

pt_status pt_tensor_sizes(const pt_tensor* tensor, int64_t* ret, int64_t dim) {
    return guard([&] { copy_exactly(used(tensor)->sizes(), ret, dim); });
}

pt_status pt_tensor_strides(const pt_tensor* tensor, int64_t* ret, int64_t dim) {
    return guard([&] { copy_exactly(used(tensor)->strides(), ret, dim); });
}

pt_status pt_tensor_numel(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = used(tensor)->numel(); });
}

pt_status pt_tensor_storage_offset(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = used(tensor)->storage_offset(); });
}

pt_status pt_tensor_storage_bytes(const pt_tensor* tensor, int64_t* ret) {
    return guard(
        [&] { *ret = used(tensor)->has_storage() ? static_cast<int64_t>(used(tensor)->storage().nbytes()) : 0; });
}

pt_status pt_tensor_storage_id(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] {
        *ret =
            used(tensor)->has_storage() ? reinterpret_cast<int64_t>(used(tensor)->storage().unsafeGetStorageImpl()) : 0;
    });
}

void pt_tensor_settle(pt_tensor* tensor) {
    if (tensor != nullptr) {
        settle(tensor);
    }
}

pt_status pt_tensor_shares_storage(const pt_tensor* tensor, const pt_tensor* other, int64_t* ret) {
    return guard([&] { *ret = share_storage(used(tensor), used(other)); });
}

pt_tensor* pt_tensor_from_bytes(const void* data, int64_t count, const int64_t* sizes, int64_t dim, int64_t dtype) {
    return guard_new([&] { return new_handle(from_bytes(data, count, to_ints(sizes, dim), to_dtype(dtype))); });
}

pt_status pt_tensor_to_bytes(const pt_tensor* tensor, void* ret, int64_t count) {
    return guard([&] {
        refuse_reading_while_recording();
        to_bytes(*Borrowed(tensor), ret, count);
    });
}

pt_tensor* pt_tensor_plain(const pt_tensor* tensor) {
    return guard_new([&] {
        refuse_reading_while_recording();
        return new_handle(plain(owned(tensor)));
    });
}

pt_status pt_tensor_item(const pt_tensor* tensor, pt_scalar* ret) {
    return guard([&] {
        refuse_reading_while_recording();
        *ret = from_scalar(item(*Borrowed(tensor)));
    });
}

pt_status pt_tensor_data(const pt_tensor* tensor, void** ret) {
    return guard([&] {
        Borrowed self(tensor);
        give_memory_while_recording(*self);
        *ret = data_of(*self);
    });
}

pt_status pt_tensor_data_ptr(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = reinterpret_cast<int64_t>(Borrowed(tensor)->const_data_ptr()); });
}
