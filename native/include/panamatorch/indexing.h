#ifndef PANAMATORCH_INDEXING_H
#define PANAMATORCH_INDEXING_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum pt_index_kind {
    PT_INDEX_INTEGER = 0,
    PT_INDEX_SLICE = 1,
    PT_INDEX_ELLIPSIS = 2,
    PT_INDEX_NEW_AXIS = 3,
    PT_INDEX_BOOLEAN = 4,
    PT_INDEX_TENSOR = 5
} pt_index_kind;

/* One of the indices in Python's brackets. start holds the integer and the boolean too; a slice without a start has 0
 * there, one without a stop INT64_MAX. */
typedef struct pt_index {
    int64_t kind; /* pt_index_kind */
    int64_t start;
    int64_t stop;
    int64_t step;
    pt_tensor* tensor; /* Borrowed; NULL for any other kind. */
} pt_index;

/* What Python's tensor[indices] is: a view where no index is a boolean or a tensor of one or more dimensions, a copy
 * elsewhere. New. */
PT_EXPORT pt_tensor* pt_tensor_index(const pt_tensor* tensor, const pt_index* indices, int64_t count);

/* The same for one integer. */
PT_EXPORT pt_tensor* pt_tensor_at(const pt_tensor* tensor, int64_t position);

/* Python's tensor[indices] = value. */
PT_EXPORT pt_status
pt_tensor_set_index(pt_tensor* tensor, const pt_index* indices, int64_t count, const pt_tensor* value);
PT_EXPORT pt_status
pt_tensor_set_index_scalar(pt_tensor* tensor, const pt_index* indices, int64_t count, const pt_scalar* value);

#ifdef __cplusplus
}
#endif

#endif
