#pragma once

#include "detail/guard.hpp"
#include "panamatorch/types.h"

#include <c10/core/Device.h>
#include <c10/core/Layout.h>
#include <c10/core/MemoryFormat.h>
#include <c10/core/Scalar.h>
#include <c10/core/ScalarType.h>
#include <c10/core/SymInt.h>
#include <c10/core/SymIntArrayRef.h>
#include <c10/util/ArrayRef.h>
#include <c10/util/OptionalArrayRef.h>

#include <optional>
#include <string_view>

namespace panamatorch {

inline c10::ScalarType to_dtype(int64_t code) {
    if (code < 0 || code >= static_cast<int64_t>(c10::ScalarType::NumOptions)
        || code == static_cast<int64_t>(c10::ScalarType::Undefined)) {
        throw ArgumentError("an unknown dtype code");
    }
    return static_cast<c10::ScalarType>(code);
}

inline c10::Layout to_layout(int64_t code) {
    if (code < 0 || code >= static_cast<int64_t>(c10::Layout::NumOptions)) {
        throw ArgumentError("an unknown layout code");
    }
    return static_cast<c10::Layout>(code);
}

inline c10::MemoryFormat to_memory_format(int64_t code) {
    if (code < 0 || code >= static_cast<int64_t>(c10::MemoryFormat::NumOptions)) {
        throw ArgumentError("an unknown memory format code");
    }
    return static_cast<c10::MemoryFormat>(code);
}

inline c10::DeviceType to_device_type(int64_t code) {
    if (code < 0 || code >= static_cast<int64_t>(c10::COMPILE_TIME_MAX_DEVICE_TYPES)) {
        throw ArgumentError("an unknown device type code");
    }
    return static_cast<c10::DeviceType>(code);
}

inline c10::Device to_device(int64_t word) {
    const auto type = to_device_type(word >> PT_DEVICE_TYPE_SHIFT);
    const auto index = static_cast<c10::DeviceIndex>(word & PT_DEVICE_INDEX_MASK);
    if (index < -1) {
        throw ArgumentError("an impossible device index");
    }
    return c10::Device(type, index);
}

inline int64_t to_word(c10::Device device) {
    return (static_cast<int64_t>(device.type()) << PT_DEVICE_TYPE_SHIFT)
        | (static_cast<int64_t>(device.index()) & PT_DEVICE_INDEX_MASK);
}

template <typename Convert>
auto optional_code(int64_t code, Convert convert) -> std::optional<decltype(convert(code))> {
    if (code == PT_NONE) {
        return std::nullopt;
    }
    return convert(code);
}

inline c10::Scalar to_scalar(const pt_scalar* scalar) {
    switch (required(scalar, "a null scalar")->kind) {
        case PT_SCALAR_BOOL:
            return scalar->integer != 0;
        case PT_SCALAR_INT:
            return scalar->integer;
        case PT_SCALAR_DOUBLE:
            return scalar->real;
        case PT_SCALAR_COMPLEX:
            return c10::complex<double>(scalar->real, scalar->imag);
        case PT_SCALAR_UINT:
            return static_cast<uint64_t>(scalar->integer);
        default:
            throw ArgumentError("an unknown scalar kind");
    }
}

inline pt_scalar from_scalar(const c10::Scalar& scalar) {
    if (scalar.isBoolean()) {
        return {PT_SCALAR_BOOL, scalar.toBool() ? 1 : 0, 0, 0};
    }
    if (scalar.type() == c10::ScalarType::UInt64) {
        return {PT_SCALAR_UINT, static_cast<int64_t>(scalar.toUInt64()), 0, 0};
    }
    if (scalar.isIntegral(false)) {
        return {PT_SCALAR_INT, scalar.toLong(), 0, 0};
    }
    if (scalar.isComplex()) {
        const auto value = scalar.toComplexDouble();
        return {PT_SCALAR_COMPLEX, 0, value.real(), value.imag()};
    }
    return {PT_SCALAR_DOUBLE, 0, scalar.toDouble(), 0};
}

inline c10::IntArrayRef to_ints(const int64_t* values, int64_t count) {
    return {values, length(values, count)};
}

inline c10::OptionalArrayRef<int64_t> to_optional_ints(const int64_t* values, int64_t count) {
    if (values == nullptr) {
        return std::nullopt;
    }
    return to_ints(values, count);
}

inline c10::SymIntArrayRef to_sym_ints(const int64_t* values, int64_t count) {
    return c10::fromIntArrayRefSlow(to_ints(values, count));
}

inline c10::OptionalArrayRef<c10::SymInt> to_optional_sym_ints(const int64_t* values, int64_t count) {
    if (values == nullptr) {
        return std::nullopt;
    }
    return to_sym_ints(values, count);
}

inline c10::ArrayRef<double> to_doubles(const double* values, int64_t count) {
    return {values, length(values, count)};
}

inline std::string_view to_string(const char* text) {
    return required(text, "a null string");
}

// The value at a pointer that may be NULL.
template <typename Value>
std::optional<Value> to_optional(const Value* value) {
    return value == nullptr ? std::nullopt : std::optional<Value>(*value);
}

}  // namespace panamatorch
