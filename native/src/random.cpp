#include "panamatorch/random.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <mutex>

using namespace panamatorch;

namespace {

at::Generator new_generator(c10::Device device) {
    if (device.is_cpu()) {
        return at::make_generator<at::CPUGeneratorImpl>();
    }
    at::globalContext().lazyInitDevice(device.type());
    return at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
}

// Generators are not thread-safe by themselves; libtorch's own kernels take this lock too.
template <typename Use>
auto locked(const pt_generator* handle, Use use) {
    auto generator = owned(handle);
    const std::scoped_lock lock(generator.mutex());
    return use(generator);
}

}  // namespace

pt_status pt_manual_seed(int64_t seed) {
    return guard([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

pt_generator* pt_generator_new(int64_t device) {
    return guard_new([&] { return new_handle(new_generator(to_device(device))); });
}

pt_generator* pt_generator_default(int64_t device) {
    return guard_new([&] { return new_handle(at::globalContext().defaultGenerator(to_device(device))); });
}

void pt_generator_free(pt_generator* generator) {
    if (generator != nullptr) {
        GeneratorPointer::reclaim(impl(generator));
    }
}

int64_t pt_generator_device(const pt_generator* generator) {
    return guard_getter([&] { return to_word(impl(generator)->device()); });
}

pt_status pt_generator_manual_seed(pt_generator* generator, int64_t seed) {
    return guard(
        [&] { locked(generator, [&](at::Generator& it) { it.set_current_seed(static_cast<uint64_t>(seed)); }); });
}

pt_status pt_generator_seed(pt_generator* generator, int64_t* ret) {
    return guard([&] { *ret = locked(generator, [](at::Generator& it) { return static_cast<int64_t>(it.seed()); }); });
}

pt_status pt_generator_initial_seed(const pt_generator* generator, int64_t* ret) {
    return guard(
        [&] { *ret = locked(generator, [](at::Generator& it) { return static_cast<int64_t>(it.current_seed()); }); });
}

pt_tensor* pt_generator_get_state(const pt_generator* generator) {
    return guard_new([&] { return new_handle(locked(generator, [](at::Generator& it) { return it.get_state(); })); });
}

pt_status pt_generator_set_state(pt_generator* generator, const pt_tensor* state) {
    return guard([&] { locked(generator, [&](at::Generator& it) { it.set_state(*Borrowed(state)); }); });
}
