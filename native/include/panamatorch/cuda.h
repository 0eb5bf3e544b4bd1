#ifndef PANAMATORCH_CUDA_H
#define PANAMATORCH_CUDA_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where this library was built without CUDA (pt_built_with_cuda), the functions that return a status fail with
 * PT_ERROR_NOT_IMPLEMENTED, except those that say otherwise. A device is an index here, -1 for the current one. */

/* Whether there is a usable CUDA device, and how many: 0 without CUDA or without a driver. Cannot fail. */
PT_EXPORT int64_t pt_cuda_is_available(void);
PT_EXPORT int64_t pt_cuda_device_count(void);

/* The calling thread's current device. */
PT_EXPORT pt_status pt_cuda_current_device(int64_t* ret);
PT_EXPORT pt_status pt_cuda_set_device(int64_t device);

/* Waits for everything that was queued on the device. */
PT_EXPORT pt_status pt_cuda_synchronize(int64_t device);

/* Gives the allocator's unused blocks back to the driver. */
PT_EXPORT pt_status pt_cuda_empty_cache(void);

/* What the caching allocator of a device holds, in bytes, by place in the array that pt_cuda_memory_stats fills. */
typedef enum pt_cuda_memory {
    PT_CUDA_MEMORY_ALLOCATED = 0, /* by live tensors */
    PT_CUDA_MEMORY_ALLOCATED_PEAK = 1,
    PT_CUDA_MEMORY_RESERVED = 2, /* from the driver */
    PT_CUDA_MEMORY_RESERVED_PEAK = 3,
    PT_CUDA_MEMORY_COUNT = 4
} pt_cuda_memory;

/* Writes PT_CUDA_MEMORY_COUNT numbers. */
PT_EXPORT pt_status pt_cuda_memory_stats(int64_t device, int64_t* ret);

/* What live tensors hold on all devices together, in bytes; 0 as long as nothing has used CUDA, which this does not
 * start. Cannot fail. */
PT_EXPORT int64_t pt_cuda_allocated_bytes(void);

/* Lets the peaks begin anew from the present figures. */
PT_EXPORT pt_status pt_cuda_reset_peak_memory_stats(int64_t device);

#ifdef __cplusplus
}
#endif

#endif
