#ifndef PANAMATORCH_ERROR_H
#define PANAMATORCH_ERROR_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The kind of the calling thread's latest failure; PT_OK before the first one. A success does not reset it.
 * Cannot fail. */
PT_EXPORT pt_status pt_error_status(void);

/* Its text without the C++ backtrace. Borrowed: valid until the next failure on this thread. Cannot fail. */
PT_EXPORT const char* pt_error_message(void);

/* Its text with the C++ backtrace, where there is one; writing that out can take milliseconds. Borrowed: valid until
 * the next failure on this thread. Cannot fail. */
PT_EXPORT const char* pt_error_backtrace(void);

/* The number that the caller's code gave what it threw, after PT_ERROR_CALLBACK; otherwise 0. Cannot fail. */
PT_EXPORT int64_t pt_error_callback(void);

#ifdef __cplusplus
}
#endif

#endif
