#ifndef PANAMATORCH_ERROR_H
#define PANAMATORCH_ERROR_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What stands in texts for the frames of a C++ backtrace. */
#define PT_ERROR_FRAMES_LEFT_OUT "(frames left out)"

/* The kind of the calling thread's latest failure; PT_OK before the first one. A success does not reset it.
 * Cannot fail. */
PT_EXPORT pt_status pt_error_status(void);

/* Its text without the C++ backtrace. Borrowed: valid until the next failure on this thread. Cannot fail. */
PT_EXPORT const char* pt_error_message(void);

/* The failure itself, for the sake of its trace. New. */
PT_EXPORT pt_error* pt_error_keep(void);

/* Its text with the C++ backtrace, where there is one; finding the names of the frames takes milliseconds. Borrowed:
 * valid as long as the error. Cannot fail. */
PT_EXPORT const char* pt_error_trace(const pt_error* error);

/* Cannot fail; NULL is passed over. */
PT_EXPORT void pt_error_free(pt_error* error);

/* The number that the caller's code gave what it threw, after PT_ERROR_CALLBACK; otherwise 0. Cannot fail. */
PT_EXPORT int64_t pt_error_callback(void);

#ifdef __cplusplus
}
#endif

#endif
