#pragma once

#include <ATen/DeviceAccelerator.h>
#include <c10/core/Event.h>
#include <c10/core/Stream.h>

#include <cstdint>
#include <shared_mutex>

struct pt_stream {
    c10::Stream stream;
};

struct pt_event {
    c10::Event event;
    // LibTorch's events are not for several threads.
    mutable std::shared_mutex mutex;
};

namespace panamatorch {

// The kind of accelerator, whose driver is started if it was not, as Python does before it uses one. Throws where no
// device can be used.
c10::DeviceType start_accelerator();

// The index, or the current one for -1; starts the accelerator.
c10::DeviceIndex to_index(int64_t device);

}  // namespace panamatorch
