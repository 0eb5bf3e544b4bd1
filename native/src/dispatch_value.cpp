#include "detail/boxed_value.hpp"
#include "panamatorch/random.h"
#include "panamatorch/tensor.h"

#include <ATen/ScalarOps.h>
#include <ATen/core/List.h>
#include <ATen/core/jit_type.h>

#include <cstring>
#include <memory>

using namespace panamatorch;

namespace {

template <typename Object>
Object* pointer(const pt_value& value) {
    return static_cast<Object*>(const_cast<void*>(required(value.pointer, "a null pointer in a value")));
}

// What the elements of a list are; a list of anything where the schema does not say.
c10::TypePtr element_type(const c10::TypePtr& type) {
    if (const auto optional = type->cast<c10::OptionalType>()) {
        return element_type(optional->getElementType());
    }
    const auto list = type->cast<c10::ListType>();
    return list ? list->getElementType() : c10::TypePtr(c10::AnyType::get());
}

c10::IValue to_ivalue(const pt_value& value, const c10::TypePtr& type);

c10::IValue to_list(const pt_value& value, const c10::TypePtr& type) {
    const auto* elements = static_cast<const pt_value*>(value.pointer);
    const auto count = length(elements, value.integer);
    const auto element = element_type(type);
    c10::impl::GenericList list(element);
    list.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        list.push_back(to_ivalue(elements[i], element));
    }
    return list;
}

c10::IValue to_ivalue(const pt_value& value, const c10::TypePtr& type) {
    switch (value.kind) {
        case PT_VALUE_NONE:
            return {};
        case PT_VALUE_TENSOR:
            return owned(Changed::unmarked(pointer<const pt_tensor>(value)));
        case PT_VALUE_INT:
            return value.integer;
        case PT_VALUE_DOUBLE:
            return value.real;
        case PT_VALUE_BOOL:
            return value.integer != 0;
        case PT_VALUE_COMPLEX:
            return c10::complex<double>(value.real, value.imag);
        case PT_VALUE_STRING:
            return std::string(pointer<const char>(value));
        case PT_VALUE_DEVICE:
            return to_device(value.integer);
        case PT_VALUE_GENERATOR:
            return owned(pointer<const pt_generator>(value));
        case PT_VALUE_LIST:
            return to_list(value, type);
        case PT_VALUE_OBJECT:
            return pointer<const pt_object>(value)->value;
        default:
            throw ArgumentError("an unknown kind of value");
    }
}

pt_value of(pt_value_kind kind) {
    return {kind, 0, 0, 0, nullptr};
}

pt_value of_integer(pt_value_kind kind, int64_t integer) {
    return {kind, integer, 0, 0, nullptr};
}

pt_value of_pointer(pt_value_kind kind, const void* pointer) {
    return {kind, 0, 0, 0, pointer};
}

pt_value of_text(const std::string& text) {
    auto copy = std::make_unique<char[]>(text.size() + 1);
    std::memcpy(copy.get(), text.c_str(), text.size() + 1);
    return of_pointer(PT_VALUE_STRING, copy.release());
}

pt_value from_ivalue(c10::IValue&& value);

pt_value of_elements(c10::ArrayRef<c10::IValue> elements) {
    auto values = std::make_unique<pt_value[]>(elements.size());
    size_t written = 0;
    try {
        for (; written < elements.size(); ++written) {
            values[written] = from_ivalue(c10::IValue(elements[written]));
        }
    } catch (...) {
        pt_values_free(values.get(), static_cast<int64_t>(written));
        throw;
    }
    return {PT_VALUE_LIST, static_cast<int64_t>(written), 0, 0, values.release()};
}

pt_value from_ivalue(c10::IValue&& value) {
    if (value.isTensor()) {
        auto tensor = std::move(value).toTensor();
        return tensor.defined() ? of_pointer(PT_VALUE_TENSOR, new_handle(std::move(tensor))) : of(PT_VALUE_NONE);
    } else if (value.isNone()) {
        return of(PT_VALUE_NONE);
    } else if (value.isInt()) {
        return of_integer(PT_VALUE_INT, value.toInt());
    } else if (value.isSymInt()) {
        return of_integer(PT_VALUE_INT, value.toSymInt().guard_int(__FILE__, __LINE__));
    } else if (value.isBool()) {
        return of_integer(PT_VALUE_BOOL, value.toBool() ? 1 : 0);
    } else if (value.isDouble()) {
        return {PT_VALUE_DOUBLE, 0, value.toDouble(), 0, nullptr};
    } else if (value.isComplexDouble()) {
        const auto number = value.toComplexDouble();
        return {PT_VALUE_COMPLEX, 0, number.real(), number.imag(), nullptr};
    } else if (value.isList()) {
        return of_elements(value.toListRef());
    } else if (value.isTuple()) {
        return of_elements(value.toTupleRef().elements());
    } else if (value.isString()) {
        return of_text(value.toStringRef());
    } else if (value.isDevice()) {
        return of_integer(PT_VALUE_DEVICE, to_word(value.toDevice()));
    } else if (value.isGenerator()) {
        return of_pointer(PT_VALUE_GENERATOR, new_handle(std::move(value).toGenerator()));
    }
    return of_pointer(PT_VALUE_OBJECT, new pt_object{std::move(value)});
}

void free_value(const pt_value& value) noexcept {
    auto* held = const_cast<void*>(value.pointer);
    switch (value.kind) {
        case PT_VALUE_TENSOR:
            pt_tensor_free(static_cast<pt_tensor*>(held));
            break;
        case PT_VALUE_GENERATOR:
            pt_generator_free(static_cast<pt_generator*>(held));
            break;
        case PT_VALUE_OBJECT:
            pt_object_free(static_cast<pt_object*>(held));
            break;
        case PT_VALUE_STRING:
            delete[] static_cast<char*>(held);
            break;
        case PT_VALUE_LIST:
            pt_values_free(static_cast<pt_value*>(held), value.integer);
            delete[] static_cast<pt_value*>(held);
            break;
        default:
            break;
    }
}

}  // namespace

namespace panamatorch {

void push_value(torch::jit::Stack& stack, const pt_value& value, const c10::TypePtr& type) {
    stack.push_back(to_ivalue(value, type));
}

Results::Results(pt_value* values, torch::jit::Stack& stack) : values_(values) {
    try {
        for (; count_ < stack.size(); ++count_) {
            values[count_] = from_ivalue(std::move(stack[count_]));
        }
    } catch (...) {
        pt_values_free(values, static_cast<int64_t>(count_));
        throw;
    }
}

Results::~Results() {
    pt_values_free(values_, static_cast<int64_t>(count_));
}

}  // namespace panamatorch

void pt_values_free(pt_value* values, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        free_value(values[i]);
        values[i].kind = PT_VALUE_NONE;
    }
}

void pt_object_free(pt_object* object) {
    delete object;
}

pt_string* pt_object_type(const pt_object* object) {
    return guard_new([&] { return new_handle(required(object, "a null object")->value.type()->repr_str()); });
}

pt_tensor* pt_tensor_wrap_number(const pt_scalar* number) {
    return guard_new([&] {
        auto tensor = c10::scalar_to_tensor(to_scalar(number));
        tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
        return new_handle(std::move(tensor));
    });
}
