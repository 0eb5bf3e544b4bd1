#ifndef PANAMATORCH_PREPARED_H
#define PANAMATORCH_PREPARED_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Weights in the order in which the CPU's kernels read them. LibTorch's operators put them into that order at each
 * call, or compute without.
 */
typedef struct pt_prepared pt_prepared;

/* What may be multiplied by; each is put in order by the first product that it is in, and again when it has changed
 * since. With bfloat16, products are computed in that type where the processor has instructions for it. New.
 * pt::prepared_new.PreparedModel.of...(Tensor[] parameters, bool bfloat16) -> Prepared */
PT_EXPORT pt_prepared* pt_prepared_new(pt_tensor* const* parameters, int64_t count, int64_t bfloat16);

/* Whether products are computed in bfloat16. Cannot fail.
 * pt::prepared_is_bfloat16.PreparedModel.isBfloat16(Prepared this) -> bool */
PT_EXPORT int64_t pt_prepared_is_bfloat16(const pt_prepared* prepared);

/* How many bytes the weights take that are in order now, beside the parameters.
 * pt::prepared_bytes.PreparedModel.preparedBytes(Prepared this) -> int */
PT_EXPORT pt_status pt_prepared_bytes(const pt_prepared* prepared, int64_t* ret);

PT_EXPORT void pt_prepared_free(pt_prepared* prepared);

/* While the calling thread uses prepared weights. */
typedef struct pt_prepared_mode pt_prepared_mode;

/* From here on the calling thread's products use them, and autograd does not record. Released with pt_prepared_exit, by
 * the same thread and in the reverse order. New. */
PT_EXPORT pt_prepared_mode* pt_prepared_enter(const pt_prepared* prepared);

/* Restores what was before and releases what held it. Cannot fail. */
PT_EXPORT void pt_prepared_exit(pt_prepared_mode* mode);

#ifdef __cplusplus
}
#endif

#endif
