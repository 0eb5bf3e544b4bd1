#ifndef PANAMATORCH_FUNC_H
#define PANAMATORCH_FUNC_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What torch.func's transforms are made of: layers of the calling thread, one above the other, each with a level, its
 * number from the bottom. Operations see tensors that are wrapped at the level of a layer, and do what the layer does.
 * The caller leaves the layers in the reverse order, on the thread that entered them.
 */

typedef enum pt_func_layer {
    PT_FUNC_NONE = 0,
    PT_FUNC_VMAP = 1,
    PT_FUNC_GRAD = 2,
    PT_FUNC_JVP = 3
} pt_func_layer;

typedef enum pt_func_randomness {
    PT_FUNC_RANDOMNESS_ERROR = 0,
    PT_FUNC_RANDOMNESS_SAME = 1,
    PT_FUNC_RANDOMNESS_DIFFERENT = 2
} pt_func_randomness;

/* Enters a layer in which tensors have a hidden dimension of that size, and writes its level to ret.
 * pt::func_enter_vmap.vmap(int size, Code randomness) -> int */
PT_EXPORT pt_status pt_func_enter_vmap(int64_t size, int64_t randomness, int64_t* ret);

/* Enters a layer that autograd records for itself, or one that computes tangents, and writes its level to ret.
 * pt::func_enter_grad(Operation operation, Code layer) -> int */
PT_EXPORT pt_status pt_func_enter_grad(int64_t layer, int64_t* ret);

/* Leaves the topmost layer. Cannot fail.
 * pt::func_leave() -> () */
PT_EXPORT void pt_func_leave(void);

/* The topmost layer's level, or 0. Cannot fail.
 * pt::func_level() -> int */
PT_EXPORT int64_t pt_func_level(void);

/* The topmost layer's kind, or PT_FUNC_NONE. Cannot fail.
 * pt::func_kind() -> int */
PT_EXPORT int64_t pt_func_kind(void);

/* The size of the dimension that the topmost layer hides, and its pt_func_randomness.
 * pt::func_batch.vmap() -> (int size, int randomness) */
PT_EXPORT pt_status pt_func_batch(int64_t* ret_size, int64_t* ret_randomness);

/* Whether the calling thread is in a layer of that kind, at any level. Cannot fail.
 * pt::func_has_kind(Code layer) -> bool */
PT_EXPORT int64_t pt_func_has_kind(int64_t layer);

/* A layer that was taken off for some time. */
typedef struct pt_func_suspended pt_func_suspended;

/* Takes the topmost layer off, with the modes that were before it was entered. Released with pt_func_resume, by the
 * same thread. New. */
PT_EXPORT pt_func_suspended* pt_func_suspend(void);

/* Puts the layer and the modes back and releases what held them. Cannot fail. */
PT_EXPORT void pt_func_resume(pt_func_suspended* suspended);

/* Lets the calling thread's operations pass by its layers, or not. Returns whether they did. Cannot fail.
 * pt::func_pause(bool paused) -> bool */
PT_EXPORT int64_t pt_func_pause(int64_t paused);

/* The tensor with a dimension hidden in the layer. New.
 * pt::func_hide_dim.vmap(Tensor self, int dim, int level) -> Tensor */
PT_EXPORT pt_tensor* pt_func_hide_dim(const pt_tensor* self, int64_t dim, int64_t level);

/* The tensor with the dimension that the layer hides at a place of its own; one that does not depend on the hidden
 * dimension is repeated along it. New.
 * pt::func_show_dim.vmap(Tensor self, int dim, int size, int level) -> Tensor */
PT_EXPORT pt_tensor* pt_func_show_dim(const pt_tensor* self, int64_t dim, int64_t size, int64_t level);

/* The tensor as the layer's own, and whether by it is differentiated. New.
 * pt::func_wrap(Operation operation, Tensor self, int level, bool requires_grad) -> Tensor */
PT_EXPORT pt_tensor* pt_func_wrap(const pt_tensor* self, int64_t level, int64_t requires_grad);

/* The tensor inside of the layer's own; any other as it is. New.
 * pt::func_unwrap(Operation operation, Tensor self, int level) -> Tensor */
PT_EXPORT pt_tensor* pt_func_unwrap(const pt_tensor* self, int64_t level);

/* What wraps the tensor: the layer's kind, PT_FUNC_GRAD also for PT_FUNC_JVP, its level, PT_NONE where it was left, and
 * the hidden dimension, PT_NONE where there is none.
 * pt::func_wrapper.wrapper...(Tensor tensor) -> (int layer, int level, int dim) */
PT_EXPORT pt_status pt_func_wrapper(const pt_tensor* self, int64_t* ret_layer, int64_t* ret_level, int64_t* ret_dim);

/* The tensor inside of one that is wrapped; any other as it is. New.
 * pt::func_value.debugUnwrap...(Tensor tensor) -> Tensor */
PT_EXPORT pt_tensor* pt_func_value(const pt_tensor* self);

#ifdef __cplusplus
}
#endif

#endif
