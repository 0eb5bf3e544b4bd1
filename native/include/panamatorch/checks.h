#ifndef PANAMATORCH_CHECKS_H
#define PANAMATORCH_CHECKS_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Puts checks before those of LibTorch's kernels that would end the process for some arguments, for every caller in the
 * process. To be called once, before any operator; further calls do nothing. */
PT_EXPORT pt_status pt_checks_install(void);

#ifdef __cplusplus
}
#endif

#endif
