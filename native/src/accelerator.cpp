#include "panamatorch/accelerator.h"

#include "detail/accelerator.hpp"
#include "detail/guard.hpp"

#include <ATen/Context.h>
#include <ATen/core/CachingHostAllocator.h>
#include <c10/core/AllocatorConfig.h>

#include <algorithm>

using namespace panamatorch;

namespace {

using c10::CachingDeviceAllocator::DeviceStats;

// The allocator of an accelerator that is in use, or null: what is looked at here must not start a driver.
c10::DeviceAllocator* running_allocator() {
    const auto type = at::accelerator::getAccelerator();
    if (!type.has_value()) {
        return nullptr;
    }
    auto* const allocator = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(*type));
    return allocator != nullptr && allocator->initialized() ? allocator : nullptr;
}

int64_t allocated_bytes() {
    auto* const allocator = running_allocator();
    if (allocator == nullptr) {
        return 0;
    }
    constexpr auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    int64_t bytes = 0;
    for (c10::DeviceIndex device = 0; device < at::accelerator::deviceCount(); ++device) {
        bytes += allocator->getDeviceStats(device).allocated_bytes[all].current;
    }
    return bytes;
}

int64_t* write(const c10::CachingAllocator::Stat& stat, int64_t* ret) {
    for (const int64_t number : {stat.current, stat.peak, stat.allocated, stat.freed}) {
        *ret++ = number;
    }
    return ret;
}

int64_t* write(const c10::CachingAllocator::StatArray& stats, int64_t* ret) {
    for (const auto& stat : stats) {
        ret = write(stat, ret);
    }
    return ret;
}

void write(const DeviceStats& stats, int64_t* ret) {
    for (const auto* grouped :
         {&stats.allocation, &stats.segment, &stats.active, &stats.inactive_split, &stats.allocated_bytes,
          &stats.reserved_bytes, &stats.active_bytes, &stats.inactive_split_bytes, &stats.requested_bytes}) {
        ret = write(*grouped, ret);
    }
    ret = write(stats.oversize_allocations, ret);
    ret = write(stats.oversize_segments, ret);
    for (const int64_t number :
         {stats.num_alloc_retries, stats.num_ooms, stats.num_sync_all_streams, stats.num_device_alloc,
          stats.num_device_free, stats.num_oom_rejections, stats.max_split_size}) {
        *ret++ = number;
    }
}

int64_t dtypes(c10::DeviceIndex device) {
    int64_t bits = 0;
    at::accelerator::getDeviceCapability(device).forEachSupportedScalarType(
        [&](c10::ScalarType dtype) { bits |= int64_t{1} << static_cast<int>(dtype); });
    return bits;
}

void memory_info(c10::DeviceIndex device, int64_t* ret_free, int64_t* ret_total) {
    const auto [free, total] = at::accelerator::getMemoryInfo(device);
    *ret_free = static_cast<int64_t>(free);
    *ret_total = static_cast<int64_t>(total);
}

}  // namespace

int64_t pt_accelerator_type(void) {
    return guard_getter([] {
        const auto type = at::accelerator::getAccelerator();
        return type.has_value() ? static_cast<int64_t>(*type) : PT_NONE;
    });
}

int64_t pt_accelerator_count(void) {
    return std::max<int64_t>(0, guard_getter([] { return static_cast<int64_t>(at::accelerator::deviceCount()); }));
}

pt_status pt_accelerator_current_device(int64_t* ret) {
    return guard([&] { *ret = to_index(-1); });
}

pt_status pt_accelerator_set_device(int64_t device) {
    return guard([&] { at::accelerator::setDeviceIndex(to_index(device)); });
}

pt_status pt_accelerator_synchronize(int64_t device) {
    return guard([&] { at::accelerator::synchronizeDevice(to_index(device)); });
}

pt_status pt_accelerator_dtypes(int64_t device, int64_t* ret) {
    return guard([&] { *ret = dtypes(to_index(device)); });
}

pt_status pt_accelerator_empty_cache(void) {
    return guard([] {
        start_accelerator();
        at::accelerator::emptyCache();
    });
}

pt_status pt_accelerator_empty_host_cache(void) {
    return guard([] {
        // at::accelerator::emptyHostCache follows a null pointer for backends that have no pinned memory.
        if (auto* const allocator = at::getHostAllocator(start_accelerator())) {
            allocator->empty_cache();
        }
    });
}

pt_status pt_accelerator_memory_stats(int64_t device, int64_t* ret) {
    return guard([&] { write(at::accelerator::getDeviceStats(to_index(device)), ret); });
}

int64_t pt_accelerator_allocated_bytes(void) {
    return std::max<int64_t>(0, guard_getter([] { return allocated_bytes(); }));
}

pt_status pt_accelerator_reset_peak_stats(int64_t device) {
    return guard([&] { at::accelerator::resetPeakStats(to_index(device)); });
}

pt_status pt_accelerator_reset_accumulated_stats(int64_t device) {
    return guard([&] { at::accelerator::resetAccumulatedStats(to_index(device)); });
}

pt_status pt_accelerator_memory_info(int64_t device, int64_t* ret_free, int64_t* ret_total) {
    return guard([&] { memory_info(to_index(device), ret_free, ret_total); });
}

pt_status pt_accelerator_set_allocator_settings(const char* settings) {
    return guard([&] {
        start_accelerator();
        c10::CachingAllocator::setAllocatorSettings(required(settings, "null settings"));
    });
}
