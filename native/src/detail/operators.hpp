#pragma once

// What the generated operators need beside convert.hpp and handle.hpp.

#include "detail/convert.hpp"
#include "detail/handle.hpp"
#include "detail/unrecorded.hpp"

#include <ATen/ScalarOps.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/List.h>

#include <array>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace panamatorch {

// Borrowed for an argument that may be NULL.
class BorrowedOptional {
   public:
    explicit BorrowedOptional(const pt_tensor* handle) {
        if (handle != nullptr) {
            tensor_.emplace(TensorPointer::reclaim(used(handle)));
        }
    }
    BorrowedOptional(const BorrowedOptional&) = delete;
    BorrowedOptional& operator=(const BorrowedOptional&) = delete;
    ~BorrowedOptional() {
        if (tensor_) {
            tensor_->unsafeReleaseTensorImpl();
        }
    }

    const std::optional<at::Tensor>& operator*() const noexcept {
        return tensor_;
    }

   private:
    std::optional<at::Tensor> tensor_;
};

inline c10::List<std::optional<at::Tensor>> optional_list(pt_tensor* const* handles, int64_t count) {
    const auto size = length(handles, count);
    c10::List<std::optional<at::Tensor>> tensors;
    tensors.reserve(size);
    for (size_t i = 0; i < size; ++i) {
        tensors.push_back(handles[i] == nullptr ? std::nullopt : std::optional<at::Tensor>(owned(handles[i])));
    }
    return tensors;
}

// Around an operator that makes a tensor of numbers alone, as in the factories of torch and of Python: filling it does
// not count for its version. Operators with tensors among their arguments do so by themselves.
using BelowAutograd = at::AutoDispatchBelowADInplaceOrView;

// A number as a tensor that yields to the dtype of real tensors.
inline at::Tensor wrapped_number(const pt_scalar* number) {
    auto tensor = at::scalar_to_tensor(to_scalar(number));
    tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
    return tensor;
}

inline c10::DeviceIndex to_device_index(int64_t index) {
    if (index < -1 || index > PT_DEVICE_INDEX_MASK / 2) {
        throw ArgumentError("a device index out of range");
    }
    return static_cast<c10::DeviceIndex>(index);
}

inline std::optional<bool> to_optional_bool(const int64_t* value) {
    return value == nullptr ? std::nullopt : std::optional<bool>(*value != 0);
}

inline std::optional<c10::Scalar> to_optional_scalar(const pt_scalar* scalar) {
    return scalar == nullptr ? std::nullopt : std::optional<c10::Scalar>(to_scalar(scalar));
}

inline std::optional<std::string_view> to_optional_string(const char* text) {
    return text == nullptr ? std::nullopt : std::optional<std::string_view>(text);
}

inline std::optional<c10::ArrayRef<double>> to_optional_doubles(const double* values, int64_t count) {
    if (values == nullptr) {
        return std::nullopt;
    }
    return to_doubles(values, count);
}

inline std::vector<c10::Scalar> to_scalars(const pt_scalar* scalars, int64_t count) {
    const auto size = length(scalars, count);
    std::vector<c10::Scalar> values;
    values.reserve(size);
    for (size_t i = 0; i < size; ++i) {
        values.push_back(to_scalar(scalars + i));
    }
    return values;
}

template <size_t Size>
std::array<bool, Size> to_bools(const int64_t* values, int64_t count) {
    if (length(values, count) != Size) {
        throw ArgumentError("a list of bools with a wrong length");
    }
    std::array<bool, Size> bools{};
    for (size_t i = 0; i < Size; ++i) {
        bools[i] = values[i] != 0;
    }
    return bools;
}

// One result in a form that can be written without failing.
inline at::Tensor prepared(at::Tensor result) noexcept {
    return result;
}
inline std::unique_ptr<pt_tensor_list> prepared(std::vector<at::Tensor> result) {
    return std::unique_ptr<pt_tensor_list>(new_handle(std::move(result)));
}
inline int64_t prepared(const c10::SymInt& result) {
    return result.guard_int(__FILE__, __LINE__);
}
inline pt_scalar prepared(const c10::Scalar& result) {
    return from_scalar(result);
}
inline double prepared(double result) noexcept {
    return result;
}
template <typename Code>
    requires std::is_integral_v<Code> || std::is_enum_v<Code>
int64_t prepared(Code result) noexcept {
    return static_cast<int64_t>(result);
}

inline void write(at::Tensor& result, pt_tensor** ret) noexcept {
    *ret = new_handle(std::move(result));
}
inline void write(std::unique_ptr<pt_tensor_list>& result, pt_tensor_list** ret) noexcept {
    *ret = result.release();
}
template <typename Value>
void write(Value& result, Value* ret) noexcept {
    *ret = result;
}

// Writes all results of a call, or none: what can fail happens before the first is written.
template <typename... Results, typename... Outs>
void write_results(std::tuple<Results...> results, Outs*... rets) {
    std::apply(
        [&](auto&... each) {
            auto ready = std::make_tuple(prepared(std::move(each))...);
            std::apply([&](auto&... value) { (write(value, rets), ...); }, ready);
        },
        results);
}

template <typename Result, typename Out>
void write_results(Result result, Out* ret) {
    auto ready = prepared(std::move(result));
    write(ready, ret);
}

}  // namespace panamatorch
