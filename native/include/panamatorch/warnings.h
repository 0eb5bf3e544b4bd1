#ifndef PANAMATORCH_WARNINGS_H
#define PANAMATORCH_WARNINGS_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What LibTorch warns of. Without a listener it goes to stderr. */

/* Python's classes. */
typedef enum pt_warning_category {
    PT_WARNING_USER = 0,
    PT_WARNING_DEPRECATION = 1
} pt_warning_category;

/* Gets a warning and the address of its text, which is the library's. It is called on the thread whose call has warned,
 * when that call is over, so that it may use the library; what a backward pass warns of on LibTorch's threads is told
 * where that pass was called. The address is a number as that of pt_callback is. */
typedef void (*pt_warning_listener)(int64_t category, int64_t text);

/* Sets the caller's code. It stays valid for ever. Cannot fail. */
PT_EXPORT void pt_warning_listen(pt_warning_listener listener);

/* Whether what LibTorch warns of only once in a process is warned of each time. Cannot fail.
 * pt::set_warn_always(bool enabled) -> () */
PT_EXPORT void pt_set_warn_always(int64_t enabled);

/* pt::get_warn_always() -> bool */
PT_EXPORT int64_t pt_get_warn_always(void);

/* Warns as LibTorch does, for tests. */
PT_EXPORT pt_status pt_warn(int64_t category, const char* text);

#ifdef __cplusplus
}
#endif

#endif
