#ifndef PANAMATORCH_MEMORY_VIEW_H
#define PANAMATORCH_MEMORY_VIEW_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tensors over memory of the caller's, and memory of a tensor's for the caller; no element is copied. */

/* A new dense CPU tensor whose elements lie one after the other at data, which must stay valid until
 * pt_memory_wait_released has told the token: when the last view of the storage is gone. The token is not 0. The
 * storage cannot be resized. New. */
PT_EXPORT pt_tensor* pt_tensor_over_memory(void* data, const int64_t* sizes, int64_t dim, int64_t dtype, int64_t token);

/* Waits until memory that tensors were made over is not in use any more, and writes the tokens, at most capacity of
 * them, to ret. Returns how many, at least one. One thread waits at a time. Cannot fail. */
PT_EXPORT int64_t pt_memory_wait_released(int64_t* ret, int64_t capacity);

/* A tensor that keeps the memory of a dense CPU tensor's elements in its place: the storage cannot be resized from now
 * on. Fails where the elements do not lie one after the other in the order of their indices. New, and the address of
 * the elements in ret. */
PT_EXPORT pt_tensor* pt_tensor_pin_memory(const pt_tensor* tensor, void** ret);

#ifdef __cplusplus
}
#endif

#endif
