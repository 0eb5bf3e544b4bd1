#ifndef PANAMATORCH_DLPACK_H
#define PANAMATORCH_DLPACK_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Tensors for other libraries, and of theirs, as DLPack has them; no element is copied. A structure of DLPack's is a
 * DLManagedTensor, or a DLManagedTensorVersioned where is_versioned is 1; nothing in it tells which. Whoever has it
 * calls its deleter once.
 */

/* What Python has as a capsule: a structure of DLPack's until somebody takes it. Released with pt_capsule_free. */
typedef struct pt_capsule pt_capsule;

/* A capsule with a tensor, whose storage cannot be resized from now on. Fails where the tensor is not strided, has a
 * dtype or device that DLPack has not, or something that it cannot tell: a gradient, a conjugate or negative bit. New.
 * pt::capsule_of_tensor.toDlpack(Tensor tensor, Code is_versioned) -> Capsule */
PT_EXPORT pt_capsule* pt_capsule_of_tensor(const pt_tensor* tensor, int64_t is_versioned);

/* A capsule with somebody else's structure, which becomes the capsule's unless this fails. New.
 * pt::capsule_of_managed.DlpackCapsule.of...(Address managed, Code is_versioned) -> Capsule */
PT_EXPORT pt_capsule* pt_capsule_of_managed(void* managed, int64_t is_versioned);

/* The structure; NULL when it has been taken. Borrowed. Cannot fail. */
PT_EXPORT void* pt_capsule_get(const pt_capsule* capsule);

/* The structure, which is the caller's from now on; NULL when it has been taken. Cannot fail. */
PT_EXPORT void* pt_capsule_take(pt_capsule* capsule);

/* Takes the structure and makes a tensor of it: over its memory, until the last view of the storage is gone and the
 * deleter is called, on whatever thread that happens; or a copy where the structure is marked as read-only, which
 * tensors are not. After a failure the capsule has the structure still. New.
 * pt::capsule_to_tensor.fromDlpack(Capsule(a!) capsule) -> Tensor */
PT_EXPORT pt_tensor* pt_capsule_to_tensor(pt_capsule* capsule);

/* Releases the capsule, or NULL, and calls the deleter where the structure was not taken. Cannot fail. */
PT_EXPORT void pt_capsule_free(pt_capsule* capsule);

#ifdef __cplusplus
}
#endif

#endif
