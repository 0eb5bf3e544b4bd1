#ifndef PANAMATORCH_MEMORY_H
#define PANAMATORCH_MEMORY_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From now on the bytes of CPU tensors are counted. Calling it again does nothing. */
PT_EXPORT pt_status pt_memory_track(void);

/* Two counters that this library keeps up to date, and whose memory any thread may read at any time: the bytes that CPU
 * tensors hold now, as the allocator rounds them, and how many allocations there have been. They count what was
 * allocated since pt_memory_track. Borrowed, valid for ever. Cannot fail. */
PT_EXPORT const int64_t* pt_memory_counters(void);

#ifdef __cplusplus
}
#endif

#endif
