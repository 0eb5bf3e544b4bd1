#ifndef PANAMATORCH_ARROW_H
#define PANAMATORCH_ARROW_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Arrays of numbers without nulls, as the C data interface of Apache Arrow has them; no element is copied. array is a
 * struct ArrowArray, schema a struct ArrowSchema.
 */

/* Fills both structures in for a dense CPU tensor of one dimension, whose storage cannot be resized from now on. The
 * caller calls the release function of each, once, on any thread.
 * pt::arrow_export(Operation operation, Tensor tensor, Address array, Address schema) -> () */
PT_EXPORT pt_status pt_arrow_export(const pt_tensor* tensor, void* array, void* schema);

/* A tensor over the array, which is moved out of its structure: its release function is called when the last view of
 * the storage is gone, on whatever thread that happens. The schema is released. After a failure both are as they were.
 * New.
 * pt::arrow_import(Operation operation, Address array, Address schema) -> Tensor */
PT_EXPORT pt_tensor* pt_arrow_import(void* array, void* schema);

#ifdef __cplusplus
}
#endif

#endif
