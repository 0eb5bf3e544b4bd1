#include "panamatorch/cuda.h"

#include "detail/guard.hpp"

#ifdef PT_WITH_CUDA

#include <ATen/Context.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>

using namespace panamatorch;

namespace {

int64_t device_count() {
    return c10::cuda::device_count();
}

// As Python: what needs the driver starts it. Throws, with the reason, where that cannot be.
void start_cuda() {
    at::globalContext().lazyInitDevice(c10::DeviceType::CUDA);
}

c10::DeviceIndex to_index(int64_t device) {
    start_cuda();
    if (device == -1) {
        return c10::cuda::current_device();
    }
    TORCH_CHECK_VALUE(
        device >= 0 && device < device_count(), "there is no CUDA device ", device, "; there are ", device_count());
    return static_cast<c10::DeviceIndex>(device);
}

int64_t current_device() {
    start_cuda();
    return c10::cuda::current_device();
}

void set_device(int64_t device) {
    c10::cuda::set_device(to_index(device));
}

void synchronize(int64_t device) {
    const c10::cuda::CUDAGuard guard(to_index(device));
    c10::cuda::device_synchronize();
}

void empty_cache() {
    start_cuda();
    c10::cuda::CUDACachingAllocator::emptyCache();
}

void memory_stats(int64_t device, int64_t* ret) {
    const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(to_index(device));
    constexpr auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    const auto& allocated = stats.allocated_bytes[all];
    const auto& reserved = stats.reserved_bytes[all];
    ret[PT_CUDA_MEMORY_ALLOCATED] = allocated.current;
    ret[PT_CUDA_MEMORY_ALLOCATED_PEAK] = allocated.peak;
    ret[PT_CUDA_MEMORY_RESERVED] = reserved.current;
    ret[PT_CUDA_MEMORY_RESERVED_PEAK] = reserved.peak;
}

int64_t allocated_bytes() {
    if (!c10::cuda::CUDACachingAllocator::get()->initialized()) {
        return 0;
    }
    constexpr auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    int64_t bytes = 0;
    for (c10::DeviceIndex device = 0; device < device_count(); ++device) {
        bytes += c10::cuda::CUDACachingAllocator::getDeviceStats(device).allocated_bytes[all].current;
    }
    return bytes;
}

void reset_peak_memory_stats(int64_t device) {
    c10::cuda::CUDACachingAllocator::resetPeakStats(to_index(device));
}

}  // namespace

#else

#include <c10/util/Exception.h>

using namespace panamatorch;

namespace {

[[noreturn]] void fail() {
    TORCH_CHECK_NOT_IMPLEMENTED(false, "CUDA is not available: PanamaTorch was built with a LibTorch without CUDA");
}

int64_t device_count() {
    return 0;
}

int64_t current_device() {
    fail();
}

void set_device(int64_t) {
    fail();
}

void synchronize(int64_t) {
    fail();
}

void empty_cache() {
    fail();
}

void memory_stats(int64_t, int64_t*) {
    fail();
}

int64_t allocated_bytes() {
    return 0;
}

void reset_peak_memory_stats(int64_t) {
    fail();
}

}  // namespace

#endif

int64_t pt_cuda_is_available(void) {
    return device_count() > 0;
}

int64_t pt_cuda_device_count(void) {
    return device_count();
}

pt_status pt_cuda_current_device(int64_t* ret) {
    return guard([&] { *ret = current_device(); });
}

pt_status pt_cuda_set_device(int64_t device) {
    return guard([&] { set_device(device); });
}

pt_status pt_cuda_synchronize(int64_t device) {
    return guard([&] { synchronize(device); });
}

pt_status pt_cuda_empty_cache(void) {
    return guard([&] { empty_cache(); });
}

pt_status pt_cuda_memory_stats(int64_t device, int64_t* ret) {
    return guard([&] { memory_stats(device, ret); });
}

int64_t pt_cuda_allocated_bytes(void) {
    return guard_getter([] { return allocated_bytes(); });
}

pt_status pt_cuda_reset_peak_memory_stats(int64_t device) {
    return guard([&] { reset_peak_memory_stats(device); });
}
