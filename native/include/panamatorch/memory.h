#ifndef PANAMATORCH_MEMORY_H
#define PANAMATORCH_MEMORY_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From now on the bytes of CPU tensors are counted, and blocks that were freed are kept for the next tensors: small
 * ones by the thread that freed them, large ones by the process. Calling it again does nothing. */
PT_EXPORT pt_status pt_memory_track(void);

/* The bytes that CPU tensors hold now, as the allocator rounds them. What was allocated before pt_memory_track does not
 * count. Cannot fail. */
PT_EXPORT int64_t pt_memory_bytes(void);

/* The same but for some bytes that each thread holds back, in memory that any thread may read at any time, without a
 * call. Borrowed, valid for ever. Cannot fail. */
PT_EXPORT const int64_t* pt_memory_shared_bytes(void);

/* The bytes that CPU tensors may hold together: as many as the machine has, or its container may use, until others are
 * set. An allocation of 32 KiB or more that would pass them fails with PT_ERROR_OUT_OF_MEMORY, or PT_ERROR_TOO_LARGE
 * where it would pass them alone. Cannot fail. */
PT_EXPORT int64_t pt_memory_limit(void);
PT_EXPORT pt_status pt_memory_set_limit(int64_t bytes);

/* The bytes of the large blocks that are kept. Cannot fail. */
PT_EXPORT int64_t pt_memory_cached_bytes(void);

/* How many bytes of large blocks may be kept, 256 MiB at first; 0 keeps no block, small or large, that is freed from
 * now on. */
PT_EXPORT pt_status pt_memory_limit_cache(int64_t bytes);

/* Gives the large blocks that are kept back to the system. Cannot fail. */
PT_EXPORT void pt_memory_empty_cache(void);

/* Says of memory that all of it is going to be written, so that the system hands it out at once rather than page by
 * page, as each is touched. Changes nothing else, and does nothing where a system knows no such call. Cannot fail. */
PT_EXPORT void pt_memory_will_fill(void* memory, int64_t bytes);

/* Copies bytes between places that do not overlap. Cannot fail. */
PT_EXPORT void pt_memory_copy(void* to, const void* from, int64_t bytes);

#ifdef __cplusplus
}
#endif

#endif
