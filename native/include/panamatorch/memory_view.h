#ifndef PANAMATORCH_MEMORY_VIEW_H
#define PANAMATORCH_MEMORY_VIEW_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tensors over memory of the caller's, and memory of a tensor's for the caller; no element is copied. */

/* A new dense CPU tensor whose elements lie one after the other at data, which must stay valid until
 * the token (lent.h) is given back: when the last view of the storage is gone. The storage cannot be resized. New. */
PT_EXPORT pt_tensor* pt_tensor_over_memory(void* data, const int64_t* sizes, int64_t dim, int64_t dtype, int64_t token);

/* A tensor that keeps the memory of a dense CPU tensor's elements in its place: the storage cannot be resized from now
 * on. Fails where the elements do not lie one after the other in the order of their indices. New, and the address of
 * the elements in ret. */
PT_EXPORT pt_tensor* pt_tensor_pin_memory(const pt_tensor* tensor, void** ret);

#ifdef __cplusplus
}
#endif

#endif
