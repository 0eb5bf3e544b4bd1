#include "panamatorch/indexing.h"

#include "detail/convert.hpp"
#include "detail/dense_keys.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/DeviceGuard.h>
#include <ATen/SparseCsrTensorUtils.h>
#include <ATen/TensorIndexing.h>

#include <vector>

using namespace panamatorch;

namespace {

using at::indexing::TensorIndex;

TensorIndex to_index(const pt_index& index) {
    switch (index.kind) {
        case PT_INDEX_INTEGER:
            return index.start;
        case PT_INDEX_SLICE:
            return at::indexing::Slice(index.start, index.stop, index.step);
        case PT_INDEX_ELLIPSIS:
            return at::indexing::Ellipsis;
        case PT_INDEX_NEW_AXIS:
            return at::indexing::None;
        case PT_INDEX_BOOLEAN:
            return index.start != 0;
        case PT_INDEX_TENSOR:
            return owned(index.tensor);
        default:
            throw ArgumentError("an unknown kind of index");
    }
}

std::vector<TensorIndex> to_indices(const pt_index* indices, int64_t count) {
    const auto size = length(indices, count);
    std::vector<TensorIndex> result;
    result.reserve(size);
    for (size_t i = 0; i < size; ++i) {
        result.push_back(to_index(indices[i]));
    }
    return result;
}

at::Tensor defined(const pt_tensor* handle) {
    auto tensor = owned(handle);
    TORCH_CHECK(tensor.defined(), "the tensor is undefined");
    return tensor;
}

// The value and the check are those of Python's binding, which does them before it gets to set_item.
at::Tensor to_value(const at::Tensor& tensor, const c10::Scalar& value) {
    const auto dtype = c10::isQIntType(tensor.scalar_type()) ? c10::kFloat : tensor.scalar_type();
    return at::indexing::scalarToTensor(value, tensor.options().dtype(dtype).device(c10::kCPU), c10::kCPU);
}

void check_assignable(const at::Tensor& tensor) {
    TORCH_CHECK_TYPE(
        tensor.layout() != c10::kSparse && !at::sparse_csr::is_sparse_compressed(tensor.layout()),
        "Cannot assign to a sparse tensor");
}

void assign(const at::Tensor& tensor, const pt_index* indices, int64_t count, const at::Tensor& value) {
    const c10::OptionalDeviceGuard device(at::device_of(tensor));
    at::indexing::set_item(tensor, to_indices(indices, count), value);
}

// Whether at that position there is a part of a dense tensor, which is selected as brackets do it but for their checks.
bool is_row(const at::Tensor& tensor, int64_t position) {
    if (!has_dense_keys(tensor) || tensor.dim() == 0) {
        return false;
    }
    const auto size = tensor.size(0);
    return position < size && position >= -size;
}

}  // namespace

pt_tensor* pt_tensor_index(const pt_tensor* tensor, const pt_index* indices, int64_t count) {
    return guard_new([&] {
        const auto self = defined(tensor);
        const c10::OptionalDeviceGuard device(at::device_of(self));
        return new_handle(at::indexing::get_item(self, to_indices(indices, count)));
    });
}

pt_tensor* pt_tensor_at(const pt_tensor* tensor, int64_t position) {
    return guard_new([&] {
        Borrowed self(tensor);
        TORCH_CHECK(self->defined(), "the tensor is undefined");
        if (is_row(*self, position)) {
            return new_handle(self->select(0, position));
        }
        const c10::OptionalDeviceGuard device(at::device_of(*self));
        return new_handle(at::indexing::get_item(*self, {position}));
    });
}

pt_status pt_tensor_set_index(pt_tensor* tensor, const pt_index* indices, int64_t count, const pt_tensor* value) {
    return guard([&] {
        const auto self = defined(tensor);
        check_assignable(self);
        assign(self, indices, count, defined(value));
    });
}

pt_status pt_tensor_set_index_scalar(
    pt_tensor* tensor, const pt_index* indices, int64_t count, const pt_scalar* value) {
    return guard([&] {
        const auto self = defined(tensor);
        check_assignable(self);
        assign(self, indices, count, to_value(self, to_scalar(value)));
    });
}
