#ifndef PANAMATORCH_TENSOR_H
#define PANAMATORCH_TENSOR_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Life
 */

/* Releases one reference, or NULL. Cannot fail. */
PT_EXPORT void pt_tensor_free(pt_tensor* tensor);

/* Releases one reference of each of the count handles; NULL ones are passed over. Cannot fail. */
PT_EXPORT void pt_tensors_free(pt_tensor* const* tensors, int64_t count);

/* Another handle to the same tensor. New. */
PT_EXPORT pt_tensor* pt_tensor_alias(pt_tensor* tensor);

/* The handle of the undefined tensor, which functions return where Python returns None. Borrowed, valid for ever.
 * Cannot fail. */
PT_EXPORT pt_tensor* pt_tensor_undefined(void);

/* How many tensors the list holds. Cannot fail. */
PT_EXPORT int64_t pt_tensor_list_size(const pt_tensor_list* list);

/* Moves the list's tensors to ret, which has room for pt_tensor_list_size handles, each new, and empties the list.
 * Cannot fail. */
PT_EXPORT void pt_tensor_list_take(pt_tensor_list* list, pt_tensor** ret);

/* Releases the list and the tensors that are still in it, or NULL. Cannot fail. */
PT_EXPORT void pt_tensor_list_free(pt_tensor_list* list);

/*
 * What a tensor is. None of these looks at its elements. Those that cannot fail return PT_NONE for NULL, and where the
 * tensor has nothing of the kind, as the undefined one has no device.
 */

/* c10::ScalarType. Cannot fail. */
PT_EXPORT int64_t pt_tensor_dtype(const pt_tensor* tensor);

/* A device word. Cannot fail. */
PT_EXPORT int64_t pt_tensor_device(const pt_tensor* tensor);

/* c10::Layout. Cannot fail. */
PT_EXPORT int64_t pt_tensor_layout(const pt_tensor* tensor);

/* 1 for a nested tensor, 0 for others; PT_NONE for NULL. Cannot fail. */
PT_EXPORT int64_t pt_tensor_is_nested(const pt_tensor* tensor);

/* Cannot fail. */
PT_EXPORT int64_t pt_tensor_dim(const pt_tensor* tensor);

/* Writes the dim sizes, or strides counted in elements; fails where the tensor has not exactly dim dimensions. */
PT_EXPORT pt_status pt_tensor_sizes(const pt_tensor* tensor, int64_t* ret, int64_t dim);
PT_EXPORT pt_status pt_tensor_strides(const pt_tensor* tensor, int64_t* ret, int64_t dim);

/* pt::tensor_numel.numel(Tensor self) -> int */
PT_EXPORT pt_status pt_tensor_numel(const pt_tensor* tensor, int64_t* ret);

/* pt::tensor_storage_offset.storageOffset(Tensor self) -> int */
PT_EXPORT pt_status pt_tensor_storage_offset(const pt_tensor* tensor, int64_t* ret);

/* The bytes of the storage that the tensor is a view of; 0 where it has none.
 * pt::tensor_storage_bytes.storageBytes(Tensor self) -> int */
PT_EXPORT pt_status pt_tensor_storage_bytes(const pt_tensor* tensor, int64_t* ret);

/* A number that the views of a storage share, and that no other storage has while this one lives; 0 where there is
 * none.
 * pt::tensor_storage_id.storageId(Tensor self) -> int */
PT_EXPORT pt_status pt_tensor_storage_id(const pt_tensor* tensor, int64_t* ret);

/* To be called for the tensors of a call that has failed. LibTorch may have given one its new sizes already when it
 * found that the storage cannot have them, and would then read past it: such a tensor becomes one dimension of what the
 * storage holds. Others stay as they are. Cannot fail. */
PT_EXPORT void pt_tensor_settle(pt_tensor* tensor);

/* Whether both are views of the same storage.
 * pt::tensor_shares_storage.sharesStorageWith(Tensor self, Tensor other) -> bool */
PT_EXPORT pt_status pt_tensor_shares_storage(const pt_tensor* tensor, const pt_tensor* other, int64_t* ret);

/*
 * Elements
 */

/* A new dense CPU tensor of these sizes with the count bytes at data, copied. The byte count must be exactly that of
 * the sizes. New. */
PT_EXPORT pt_tensor* pt_tensor_from_bytes(
    const void* data, int64_t count, const int64_t* sizes, int64_t dim, int64_t dtype);

/* Copies the tensor's elements, in the order of its indices, to the count bytes at ret; the byte count must be exactly
 * that of the tensor. Tensors of other devices and other strides are brought into that form first. */
PT_EXPORT pt_status pt_tensor_to_bytes(const pt_tensor* tensor, void* ret, int64_t count);

/* The same elements, dense on the CPU, one after the other in the order of their indices and without a gradient: the
 * tensor's own memory where it is like that, a copy elsewhere. New.
 * pt::tensor_plain(Operation operation, Tensor self) -> Tensor */
PT_EXPORT pt_tensor* pt_tensor_plain(const pt_tensor* tensor);

/* The only element.
 * pt::tensor_item.item(Tensor self) -> Scalar */
PT_EXPORT pt_status pt_tensor_item(const pt_tensor* tensor, pt_scalar* ret);

/* The address of the first element of a dense tensor. Borrowed: valid as long as the storage is. */
PT_EXPORT pt_status pt_tensor_data(const pt_tensor* tensor, void** ret);

/* The address of the first element on whatever device, of whatever strides; 0 where there is none.
 * pt::tensor_data_ptr.dataPtr(Tensor self) -> int */
PT_EXPORT pt_status pt_tensor_data_ptr(const pt_tensor* tensor, int64_t* ret);

#ifdef __cplusplus
}
#endif

#endif
