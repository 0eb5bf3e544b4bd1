#include "panamatorch/tensor_fields.h"

#include "detail/dense_keys.hpp"
#include "detail/form_changes.hpp"
#include "detail/guard.hpp"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <c10/core/TensorImpl.h>

#include <algorithm>
#include <cstring>

using namespace panamatorch;

namespace {

// What a TensorImpl shows to those derived from it.
class Members : public c10::TensorImpl {
   public:
    static constexpr auto keys = &Members::key_set_;
    static constexpr auto dtype = &Members::data_type_;
    static constexpr auto form = &Members::sizes_and_strides_;
    static constexpr auto numel = &Members::numel_;
    static constexpr auto storage_offset = &Members::storage_offset_;
};

// Sizes and strides of more dimensions lie elsewhere, and another thread may free them.
constexpr int64_t MAX_DIM = C10_SIZES_AND_STRIDES_MAX_INLINE_SIZE;

// Conjugates, negatives and zeros keep their sizes as others do.
constexpr auto KEYS = DENSE_KEYS
    | c10::DispatchKeySet({c10::DispatchKey::Conjugate, c10::DispatchKey::Negative, c10::DispatchKey::ZeroTensor});

pt_tensor_fields fields_of(const c10::TensorImpl& tensor) {
    const auto distance = [&](const void* member) {
        return static_cast<const char*>(member) - reinterpret_cast<const char*>(&tensor);
    };
    const auto& form = tensor.*Members::form;
    return {
        .keys = distance(&(tensor.*Members::keys)),
        .other_keys = static_cast<int64_t>(~KEYS.raw_repr()),
        .dtype = distance(&(tensor.*Members::dtype)),
        // The number of dimensions is private, and comes first.
        .dim = distance(&form),
        .sizes = distance(form.sizes_data()),
        .strides = distance(form.strides_data()),
        .max_dim = MAX_DIM,
        .numel = distance(&(tensor.*Members::numel)),
        .storage_offset = distance(&(tensor.*Members::storage_offset))};
}

template <typename Word = int64_t>
Word read(const at::Tensor& tensor, int64_t distance) {
    Word word;
    std::memcpy(&word, reinterpret_cast<const char*>(tensor.unsafeGetTensorImpl()) + distance, sizeof(word));
    return word;
}

bool are_at(const pt_tensor_fields& fields, const at::Tensor& tensor) {
    bool same = (read(tensor, fields.keys) & fields.other_keys) == 0
        && read<int16_t>(tensor, fields.dtype) == static_cast<int16_t>(tensor.scalar_type())
        && read(tensor, fields.dim) == tensor.dim() && read(tensor, fields.numel) == tensor.numel()
        && read(tensor, fields.storage_offset) == tensor.storage_offset();
    for (int64_t i = 0; i < tensor.dim(); ++i) {
        const auto word = i * static_cast<int64_t>(sizeof(int64_t));
        same = same && read(tensor, fields.sizes + word) == tensor.size(i)
            && read(tensor, fields.strides + word) == tensor.stride(i);
    }
    return same;
}

pt_tensor_fields found() {
    const auto most = at::empty({2, 3, 1, 4, 5}, c10::kFloat).transpose(1, 4);
    const auto fields = fields_of(*most.unsafeGetTensorImpl());
    const at::Tensor examples[] = {
        most,
        most.select(0, 1),
        at::empty({}, c10::kBool),
        at::empty({0}, c10::kBFloat16),
        at::empty({7}, c10::kLong).slice(0, 2, 6, 2),
        at::empty({3, 2}, c10::kComplexDouble).requires_grad_().conj()};
    const auto same = std::ranges::all_of(examples, [&](const auto& example) { return are_at(fields, example); });
    TORCH_CHECK(same, "this LibTorch keeps a tensor's sizes elsewhere");
    return fields;
}

}  // namespace

pt_status pt_tensor_fields_find(pt_tensor_fields* ret) {
    return guard([&] { *ret = found(); });
}

const int64_t* pt_tensor_fields_changes(void) {
    static_assert(sizeof(std::atomic<int64_t>) == sizeof(int64_t), "the count is read as a plain integer");
    return reinterpret_cast<const int64_t*>(&form_changes);
}
