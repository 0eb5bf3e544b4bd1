#ifndef PANAMATORCH_TENSOR_FIELDS_H
#define PANAMATORCH_TENSOR_FIELDS_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a dense tensor of the CPU keeps what it is, in bytes from its handle, for who reads that without a call. All
 * are words of 8 bytes but for the dtype. */
typedef struct pt_tensor_fields {
    /* Bits, of which a dense tensor of the CPU has none of those in other_keys: any other kind has, and may keep
     * everything elsewhere. */
    int64_t keys;
    int64_t other_keys;
    /* 2 bytes: c10::ScalarType. */
    int64_t dtype;
    int64_t dim;
    /* The first of dim words, where dim is no more than max_dim. */
    int64_t sizes;
    int64_t strides;
    int64_t max_dim;
    int64_t numel;
    int64_t storage_offset;
} pt_tensor_fields;

/* Fails where this LibTorch does not keep them so. */
PT_EXPORT pt_status pt_tensor_fields_find(pt_tensor_fields* ret);

/* How many changes of tensors' forms have begun and how many have ended, together: what was read between two looks that
 * gave the same even number was not changed meanwhile. Borrowed, valid for ever. Cannot fail. */
PT_EXPORT const int64_t* pt_tensor_fields_changes(void);

#ifdef __cplusplus
}
#endif

#endif
