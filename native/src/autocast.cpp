#include "panamatorch/autocast.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"

#include <ATen/autocast_mode.h>

using namespace panamatorch;

// As torch.autocast's __enter__ and __exit__.
struct pt_autocast {
    pt_autocast(c10::DeviceType device, bool enabled, c10::ScalarType dtype, bool cache_enabled)
        : device_(device),
          enabled_(at::autocast::is_autocast_enabled(device)),
          dtype_(at::autocast::get_autocast_dtype(device)),
          cache_enabled_(at::autocast::is_autocast_cache_enabled()) {
        at::autocast::set_autocast_enabled(device, enabled);
        at::autocast::set_autocast_dtype(device, dtype);
        at::autocast::increment_nesting();
        at::autocast::set_autocast_cache_enabled(cache_enabled);
    }
    pt_autocast(const pt_autocast&) = delete;
    pt_autocast& operator=(const pt_autocast&) = delete;
    ~pt_autocast() {
        if (at::autocast::decrement_nesting() == 0) {
            at::autocast::clear_cache();
        }
        at::autocast::set_autocast_enabled(device_, enabled_);
        at::autocast::set_autocast_dtype(device_, dtype_);
        at::autocast::set_autocast_cache_enabled(cache_enabled_);
    }

   private:
    c10::DeviceType device_;
    bool enabled_;
    c10::ScalarType dtype_;
    bool cache_enabled_;
};

pt_autocast* pt_autocast_enter(int64_t device_type, int64_t enabled, int64_t dtype, int64_t cache_enabled) {
    return guard_new([&] {
        return new pt_autocast(to_device_type(device_type), enabled != 0, to_dtype(dtype), cache_enabled != 0);
    });
}

void pt_autocast_exit(pt_autocast* before) {
    delete before;
}

pt_status pt_autocast_get(int64_t device_type, int64_t* ret_available, int64_t* ret_enabled, int64_t* ret_dtype) {
    return guard([&] {
        const auto device = to_device_type(device_type);
        const bool available = at::autocast::is_autocast_available(device);
        const bool enabled = available && at::autocast::is_autocast_enabled(device);
        const int64_t dtype =
            available ? static_cast<int64_t>(at::autocast::get_autocast_dtype(device)) : int64_t{PT_NONE};
        *ret_available = available;
        *ret_enabled = enabled;
        *ret_dtype = dtype;
    });
}

int64_t pt_autocast_cache_enabled(void) {
    return at::autocast::is_autocast_cache_enabled();
}
