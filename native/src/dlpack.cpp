#include "panamatorch/dlpack.h"

#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/memory_view.hpp"

#include <ATen/DLConvertor.h>
#include <ATen/EmptyTensor.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <atomic>
#include <limits>
#include <memory>

using namespace panamatorch;

struct pt_capsule {
    std::atomic<void*> managed;
    bool is_versioned;
};

namespace {

// More dimensions than this keep one call busy for minutes (docs/FUZZING.md); more are no tensor's but an error's.
constexpr int32_t most_dimensions = 1024;

template <typename Managed>
void release(Managed* managed) noexcept {
    if (managed != nullptr && managed->deleter != nullptr) {
        managed->deleter(managed);
    }
}

void release(void* managed, bool is_versioned) noexcept {
    if (is_versioned) {
        release(static_cast<DLManagedTensorVersioned*>(managed));
    } else {
        release(static_cast<DLManagedTensor*>(managed));
    }
}

// What a storage has as the owner of its memory.
template <typename Managed>
struct Owner {
    Managed* managed = nullptr;

    ~Owner() {
        release(managed);
    }
};

void require_version(const DLManagedTensor& /*unused*/) {
    // Has none.
}

void require_version(const DLManagedTensorVersioned& managed) {
    TORCH_CHECK_VALUE(
        managed.version.major == DLPACK_MAJOR_VERSION, "the structure is one of DLPack ", managed.version.major, ".",
        managed.version.minor, ", and only those of version ", DLPACK_MAJOR_VERSION, " are known");
}

bool is_read_only(const DLManagedTensor& /*unused*/) {
    return false;
}

bool is_read_only(const DLManagedTensorVersioned& managed) {
    return (managed.flags & DLPACK_FLAG_BITMASK_READ_ONLY) != 0;
}

c10::Device device_of(const DLTensor& tensor) {
    const auto index = tensor.device.device_id;
    TORCH_CHECK_VALUE(
        index >= 0 && index <= std::numeric_limits<c10::DeviceIndex>::max(), "there is no device of index ", index);
    const auto device =
        at::dlDeviceToTorchDevice(tensor.device.device_type, static_cast<c10::DeviceIndex>(index), tensor.data);
    TORCH_CHECK_VALUE(
        device.is_cpu() || c10::impl::hasDeviceGuardImpl(device.type()), "the elements are on ", device,
        ", which this LibTorch does not have");
    return device;
}

c10::IntArrayRef sizes_of(const DLTensor& tensor) {
    TORCH_CHECK_VALUE(
        tensor.ndim >= 0 && tensor.ndim <= most_dimensions, "there are ", tensor.ndim, " dimensions; 0 to ",
        most_dimensions, " can be");
    TORCH_CHECK_VALUE(tensor.ndim == 0 || tensor.shape != nullptr, "there are dimensions and no sizes");
    const c10::IntArrayRef sizes(tensor.shape, static_cast<size_t>(tensor.ndim));
    for (const auto size : sizes) {
        TORCH_CHECK_VALUE(size >= 0, "the sizes are ", sizes, ", and one of them is negative");
    }
    return sizes;
}

at::OptionalIntArrayRef strides_of(const DLTensor& tensor) {
    if (tensor.strides == nullptr) {
        return std::nullopt;
    }
    const c10::IntArrayRef strides(tensor.strides, static_cast<size_t>(tensor.ndim));
    for (const auto stride : strides) {
        TORCH_CHECK_VALUE(
            stride >= 0, "the strides are ", strides, ", and tensors have no negative ones; copy the array first");
    }
    return strides;
}

// LibTorch passes over the offset.
void* data_of(const DLTensor& tensor, c10::IntArrayRef sizes, c10::ScalarType dtype) {
    auto* const data = static_cast<char*>(tensor.data) + tensor.byte_offset;
    const auto count = c10::multiply_integers(sizes);
    TORCH_CHECK_VALUE(count == 0 || tensor.data != nullptr, "there are elements of sizes ", sizes, " and no data");
    require_aligned(data, count, dtype);
    return data;
}

template <typename Managed>
at::Tensor to_tensor(Managed* managed) {
    require_version(*managed);
    const auto& source = managed->dl_tensor;
    const auto dtype = at::toScalarType(source.dtype);
    const auto device = device_of(source);
    const auto sizes = sizes_of(source);
    const auto strides = strides_of(source);
    const auto itemsize = c10::elementSize(dtype);
    // Fails where they are too many, as the maker of the tensor may not.
    if (strides) {
        at::detail::computeStorageNbytes(sizes, *strides, itemsize);
    } else {
        at::detail::computeStorageNbytesContiguous(sizes, itemsize);
    }
    auto* const data = data_of(source, sizes, dtype);
    auto owner = std::make_unique<Owner<Managed>>();
    auto* const owned = owner.get();
    auto tensor = at::for_blob(data, sizes)
                      .strides(strides)
                      .context(owner.release(), [](void* context) { delete static_cast<Owner<Managed>*>(context); })
                      .options(at::TensorOptions(device).dtype(dtype))
                      .target_device(device)
                      .make_tensor();
    auto result = is_read_only(*managed) ? tensor.clone() : tensor;
    // Nothing fails from here on.
    owned->managed = managed;
    return result;
}

template <typename Managed>
Managed* to_managed(const at::Tensor& tensor, Managed* (*convert)(const at::Tensor&)) {
    require_elements(tensor);
    // These fail before anything is changed.
    at::getDLDataType(tensor);
    at::torchDeviceToDLDevice(tensor.device());
    return convert(pinned(tensor));
}

pt_capsule* new_capsule(void* managed, bool is_versioned) {
    return new pt_capsule{{managed}, is_versioned};
}

}  // namespace

pt_capsule* pt_capsule_of_tensor(const pt_tensor* tensor, int64_t is_versioned) {
    return guard_new([&] {
        Borrowed borrowed(tensor);
        std::unique_ptr<pt_capsule> capsule(new_capsule(nullptr, is_versioned != 0));
        capsule->managed = is_versioned != 0 ? static_cast<void*>(to_managed(*borrowed, &at::toDLPackVersioned))
                                             : static_cast<void*>(to_managed(*borrowed, &at::toDLPack));
        return capsule.release();
    });
}

pt_capsule* pt_capsule_of_managed(void* managed, int64_t is_versioned) {
    return guard_new([&] { return new_capsule(required(managed, "a null DLPack structure"), is_versioned != 0); });
}

void* pt_capsule_get(const pt_capsule* capsule) {
    return capsule == nullptr ? nullptr : capsule->managed.load();
}

void* pt_capsule_take(pt_capsule* capsule) {
    return capsule == nullptr ? nullptr : capsule->managed.exchange(nullptr);
}

pt_tensor* pt_capsule_to_tensor(pt_capsule* capsule) {
    return guard_new([&] {
        auto* const managed = pt_capsule_take(required(capsule, "a null capsule"));
        TORCH_CHECK(managed != nullptr, "the capsule is empty: what was in it has been taken");
        try {
            return new_handle(
                capsule->is_versioned ? to_tensor(static_cast<DLManagedTensorVersioned*>(managed))
                                      : to_tensor(static_cast<DLManagedTensor*>(managed)));
        } catch (...) {
            capsule->managed = managed;
            throw;
        }
    });
}

void pt_capsule_free(pt_capsule* capsule) {
    if (capsule != nullptr) {
        release(pt_capsule_take(capsule), capsule->is_versioned);
        delete capsule;
    }
}
