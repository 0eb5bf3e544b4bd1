#include "panamatorch/arrow.h"

#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/memory_view.hpp"

#include <ATen/ops/from_blob.h>

#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

using namespace panamatorch;

namespace {

// As Arrow's specification of the C data interface declares them.
struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    ArrowSchema** children;
    ArrowSchema* dictionary;
    void (*release)(ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    ArrowArray** children;
    ArrowArray* dictionary;
    void (*release)(ArrowArray*);
    void* private_data;
};

// A primitive array has two buffers: which elements are there, and the elements.
constexpr int64_t buffer_count = 2;

constexpr std::array<std::pair<const char*, c10::ScalarType>, 11> formats{{
    {"c", c10::ScalarType::Char},
    {"C", c10::ScalarType::Byte},
    {"s", c10::ScalarType::Short},
    {"S", c10::ScalarType::UInt16},
    {"i", c10::ScalarType::Int},
    {"I", c10::ScalarType::UInt32},
    {"l", c10::ScalarType::Long},
    {"L", c10::ScalarType::UInt64},
    {"e", c10::ScalarType::Half},
    {"f", c10::ScalarType::Float},
    {"g", c10::ScalarType::Double},
}};

const char* format_of(c10::ScalarType dtype) {
    for (const auto& [format, known] : formats) {
        if (known == dtype) {
            return format;
        }
    }
    C10_THROW_ERROR(TypeError, c10::str("Arrow has no numbers of ", dtype, " that lie as a tensor has them"));
}

c10::ScalarType dtype_of(const char* format) {
    for (const auto& [known, dtype] : formats) {
        if (std::string_view(known) == format) {
            return dtype;
        }
    }
    C10_THROW_ERROR(
        TypeError,
        c10::str("the array's format is '", format, "', and only integers and floating-point numbers are read"));
}

struct Exported {
    at::Tensor tensor;
    std::array<const void*, buffer_count> buffers;
};

void release_exported(ArrowArray* array) {
    delete static_cast<Exported*>(array->private_data);
    array->release = nullptr;
}

void release_schema(ArrowSchema* schema) {
    // It has only constants.
    schema->release = nullptr;
}

// What a storage has as the owner of its memory.
struct Imported {
    ArrowArray array{};

    ~Imported() {
        if (array.release != nullptr) {
            array.release(&array);
        }
    }
};

bool has_nulls(const ArrowArray& array) {
    const auto* const bits = static_cast<const uint8_t*>(array.buffers[0]);
    // A count of -1 is one that nobody has made yet.
    if (array.null_count >= 0 || bits == nullptr) {
        return array.null_count > 0;
    }
    for (auto i = array.offset; i < array.offset + array.length; ++i) {
        if ((bits[i / 8] >> (i % 8) & 1) == 0) {
            return true;
        }
    }
    return false;
}

void require_primitive(const ArrowArray& array, const ArrowSchema& schema) {
    TORCH_CHECK_VALUE(array.release != nullptr, "the array has been released or moved");
    TORCH_CHECK_VALUE(schema.release != nullptr, "the schema has been released");
    TORCH_CHECK_TYPE(
        schema.dictionary == nullptr && array.dictionary == nullptr, "the array's elements are those of a dictionary");
    TORCH_CHECK_VALUE(
        schema.n_children == 0 && array.n_children == 0 && array.n_buffers == buffer_count && array.buffers != nullptr,
        "the array is not one of numbers: it has ", array.n_buffers, " buffers and ", array.n_children, " children");
}

at::Tensor import(ArrowArray& array, ArrowSchema& schema) {
    TORCH_CHECK_VALUE(schema.format != nullptr, "the schema has no format");
    const auto dtype = dtype_of(schema.format);
    require_primitive(array, schema);
    const auto itemsize = static_cast<int64_t>(c10::elementSize(dtype));
    int64_t end = 0;
    int64_t bytes = 0;
    TORCH_CHECK_VALUE(
        array.length >= 0 && array.offset >= 0 && !c10::add_overflows(array.offset, array.length, &end)
            && !c10::mul_overflows(end, itemsize, &bytes),
        "the array has ", array.length, " elements from number ", array.offset, " on");
    TORCH_CHECK_VALUE(!has_nulls(array), "the array has nulls, and a tensor has none; fill them first");
    TORCH_CHECK_VALUE(array.length == 0 || array.buffers[1] != nullptr, "the array has elements and no data");
    auto* const data = static_cast<char*>(const_cast<void*>(array.buffers[1])) + array.offset * itemsize;
    require_aligned(data, array.length, dtype);
    auto owner = std::make_unique<Imported>();
    auto* const owned = owner.get();
    auto tensor = at::for_blob(data, {array.length})
                      .context(owner.release(), [](void* context) { delete static_cast<Imported*>(context); })
                      .options(at::TensorOptions(dtype))
                      .make_tensor();
    // Nothing fails from here on. Moved as the specification has it: by its bytes, and the source is marked released.
    owned->array = array;
    array.release = nullptr;
    schema.release(&schema);
    return tensor;
}

}  // namespace

pt_status pt_arrow_export(const pt_tensor* tensor, void* array, void* schema) {
    return guard([&] {
        auto* const to_array = static_cast<ArrowArray*>(required(array, "a null ArrowArray"));
        auto* const to_schema = static_cast<ArrowSchema*>(required(schema, "a null ArrowSchema"));
        Borrowed borrowed(tensor);
        TORCH_CHECK_VALUE(
            borrowed->defined() && borrowed->dim() == 1, "an array has one dimension, and the tensor has ",
            borrowed->defined() ? borrowed->dim() : 0, "; flatten() makes one of several");
        require_plain(*borrowed);
        const auto* const format = format_of(borrowed->scalar_type());
        auto exported = std::make_unique<Exported>(Exported{pinned(*borrowed), {nullptr, nullptr}});
        exported->buffers[1] = exported->tensor.const_data_ptr();
        *to_schema = {format, "", nullptr, 0, 0, nullptr, nullptr, &release_schema, nullptr};
        *to_array = {borrowed->numel(),        0,       0,       buffer_count,      0,
                     exported->buffers.data(), nullptr, nullptr, &release_exported, exported.get()};
        exported.release();
    });
}

pt_tensor* pt_arrow_import(void* array, void* schema) {
    return guard_new([&] {
        return new_handle(import(
            *static_cast<ArrowArray*>(required(array, "a null ArrowArray")),
            *static_cast<ArrowSchema*>(required(schema, "a null ArrowSchema"))));
    });
}
