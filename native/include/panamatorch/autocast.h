#ifndef PANAMATORCH_AUTOCAST_H
#define PANAMATORCH_AUTOCAST_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Autocast: operators on a type of device (c10::DeviceType) run in a lower precision where that is safe. Of the calling
 * thread.
 */

/* What the calling thread's autocast was before it entered another. */
typedef struct pt_autocast pt_autocast;

/* Switches autocast on or off, with the dtype that operators run in, and with or without a cache of cast leaves.
 * Released with pt_autocast_exit, by the same thread and in the reverse order. New. */
PT_EXPORT pt_autocast* pt_autocast_enter(int64_t device_type, int64_t enabled, int64_t dtype, int64_t cache_enabled);

/* Restores what was before and releases what held it; leaving the outermost one empties the cache. Cannot fail. */
PT_EXPORT void pt_autocast_exit(pt_autocast* before);

/* Whether the device type has autocast at all, whether it is on, and the dtype that it is or would be on with.
 * pt::autocast_get.autocast(DeviceType device) -> (bool available, bool enabled, ScalarType? dtype) */
PT_EXPORT pt_status
pt_autocast_get(int64_t device_type, int64_t* ret_available, int64_t* ret_enabled, int64_t* ret_dtype);

/* Cannot fail.
 * pt::autocast_cache_enabled() -> bool */
PT_EXPORT int64_t pt_autocast_cache_enabled(void);

#ifdef __cplusplus
}
#endif

#endif
