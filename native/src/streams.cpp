#include "panamatorch/accelerator.h"

#include "detail/accelerator.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/Context.h>
#include <ATen/core/Tensor.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <limits>
#include <mutex>

using namespace panamatorch;

namespace {

c10::Device to_accelerator(int64_t device) {
    const auto index = to_index(device);
    return {start_accelerator(), index};
}

const c10::impl::DeviceGuardImplInterface& backend(const c10::Device& device) {
    return *c10::impl::getDeviceGuardImpl(device.type());
}

int to_priority(int64_t priority) {
    if (priority < std::numeric_limits<int>::min() || priority > std::numeric_limits<int>::max()) {
        throw ArgumentError("a priority beyond int");
    }
    return static_cast<int>(priority);
}

pt_stream* new_stream(int64_t device, int64_t priority) {
    const auto place = to_accelerator(device);
    return new pt_stream{backend(place).getNewStream(place, to_priority(priority))};
}

const c10::Stream& to_stream(const pt_stream* stream) {
    return required(stream, "a null stream")->stream;
}

pt_event* new_event(int64_t timing) {
    const auto flag = timing != 0 ? c10::EventFlag::BACKEND_DEFAULT : c10::EventFlag::PYTORCH_DEFAULT;
    return new pt_event{c10::Event(start_accelerator(), flag), {}};
}

// Several threads may ask an event at once.
template <typename Use>
auto reading(const pt_event* event, Use use) {
    const std::shared_lock lock(required(event, "a null event")->mutex);
    return use(event->event);
}

double elapsed(const pt_event* start, const pt_event* end) {
    required(start, "a null event");
    required(end, "a null event");
    std::shared_lock first(start->mutex, std::defer_lock);
    std::shared_lock second(end->mutex, std::defer_lock);
    if (start == end) {
        first.lock();
    } else {
        std::lock(first, second);
    }
    return start->event.elapsedTime(end->event);
}

}  // namespace

namespace panamatorch {

c10::DeviceType start_accelerator() {
    // Python's text.
    TORCH_CHECK(at::accelerator::deviceCount() > 0, "Cannot access accelerator device when none is available.");
    const auto type = *at::accelerator::getAccelerator(true);
    at::globalContext().lazyInitDevice(type);
    return type;
}

c10::DeviceIndex to_index(int64_t device) {
    const auto type = start_accelerator();
    if (device == -1) {
        return at::accelerator::getDeviceIndex();
    }
    const int64_t count = at::accelerator::deviceCount();
    TORCH_CHECK_VALUE(
        device >= 0 && device < count, "there is no device ", c10::DeviceTypeName(type, true), ":", device,
        "; there are ", count);
    return static_cast<c10::DeviceIndex>(device);
}

}  // namespace panamatorch

pt_stream* pt_stream_new(int64_t device, int64_t priority) {
    return guard_new([&] { return new_stream(device, priority); });
}

pt_stream* pt_stream_current(int64_t device) {
    return guard_new([&] { return new pt_stream{at::accelerator::getCurrentStream(to_index(device))}; });
}

pt_stream* pt_stream_default(int64_t device) {
    return guard_new([&] {
        const auto place = to_accelerator(device);
        return new pt_stream{backend(place).getDefaultStream(place)};
    });
}

pt_status pt_stream_set_current(const pt_stream* stream) {
    return guard([&] { at::accelerator::setCurrentStream(to_stream(stream)); });
}

void pt_stream_free(pt_stream* stream) {
    delete stream;
}

int64_t pt_stream_device(const pt_stream* stream) {
    return guard_getter([&] { return to_stream(stream).device_index(); });
}

int64_t pt_stream_id(const pt_stream* stream) {
    return guard_getter([&] { return to_stream(stream).id(); });
}

pt_status pt_stream_native_handle(const pt_stream* stream, int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(reinterpret_cast<intptr_t>(to_stream(stream).native_handle())); });
}

pt_status pt_stream_query(const pt_stream* stream, int64_t* ret) {
    return guard([&] { *ret = to_stream(stream).query(); });
}

pt_status pt_stream_synchronize(const pt_stream* stream) {
    return guard([&] { to_stream(stream).synchronize(); });
}

pt_status pt_stream_is_capturing(const pt_stream* stream, int64_t* ret) {
    return guard([&] { *ret = to_stream(stream).is_capturing(); });
}

pt_status pt_stream_record_tensor(const pt_stream* stream, const pt_tensor* tensor) {
    return guard([&] { Borrowed(tensor)->record_stream(to_stream(stream)); });
}

pt_event* pt_event_new(int64_t timing) {
    return guard_new([&] { return new_event(timing); });
}

void pt_event_free(pt_event* event) {
    delete event;
}

int64_t pt_event_device(const pt_event* event) {
    return guard_getter([&] { return reading(event, [](const c10::Event& it) { return it.device_index(); }); });
}

pt_status pt_event_record(pt_event* event, const pt_stream* stream) {
    return guard([&] {
        const std::scoped_lock lock(required(event, "a null event")->mutex);
        event->event.record(to_stream(stream));
    });
}

pt_status pt_event_block(const pt_event* event, const pt_stream* stream) {
    return guard([&] { reading(event, [&](const c10::Event& it) { it.block(to_stream(stream)); }); });
}

pt_status pt_event_query(const pt_event* event, int64_t* ret) {
    return guard([&] { *ret = reading(event, [](const c10::Event& it) { return it.query(); }); });
}

pt_status pt_event_synchronize(const pt_event* event) {
    return guard([&] { reading(event, [](const c10::Event& it) { it.synchronize(); }); });
}

pt_status pt_event_elapsed(const pt_event* start, const pt_event* end, double* ret) {
    return guard([&] { *ret = elapsed(start, end); });
}
