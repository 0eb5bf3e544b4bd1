#ifndef PANAMATORCH_AUTOGRAD_H
#define PANAMATORCH_AUTOGRAD_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Accumulates the gradients of the count roots into the leaves that they depend on. gradients has count handles, each a
 * tensor or NULL, or is NULL. inputs limits the leaves, where its length is not 0. */
PT_EXPORT pt_status pt_backward(
    pt_tensor* const* roots,
    pt_tensor* const* gradients,
    int64_t count,
    int64_t retain_graph,
    int64_t create_graph,
    pt_tensor* const* inputs,
    int64_t input_count);

/* The gradients of the roots with respect to the inputs, undefined where one is unused and allow_unused is 1. New. */
PT_EXPORT pt_tensor_list* pt_grad(
    pt_tensor* const* roots,
    pt_tensor* const* gradients,
    int64_t count,
    pt_tensor* const* inputs,
    int64_t input_count,
    int64_t retain_graph,
    int64_t create_graph,
    int64_t allow_unused);

/* Gives the tensor, whose form changes, the elements, sizes and dtype of another.
 * pt::tensor_set_data.setData(Tensor(form!) self, Tensor data) -> () */
PT_EXPORT pt_status pt_tensor_set_data(pt_tensor* tensor, const pt_tensor* data);

/* Whether the tensor can become one like the other: not where their kinds of tensors differ, as those of meta and of
 * devices outside of LibTorch do.
 * pt::tensor_can_set_data.setData(Tensor self, Tensor data) -> bool */
PT_EXPORT pt_status pt_tensor_can_set_data(const pt_tensor* tensor, const pt_tensor* data, int64_t* ret);

/* The tensor's accumulated gradient; the undefined tensor where it has none. New.
 * pt::tensor_grad.grad(Tensor self) -> Tensor */
PT_EXPORT pt_tensor* pt_tensor_grad(const pt_tensor* tensor);

/* Sets the accumulated gradient; NULL clears it.
 * pt::tensor_set_grad.setGrad(Tensor(a!) self, Tensor? grad) -> () */
PT_EXPORT pt_status pt_tensor_set_grad(pt_tensor* tensor, const pt_tensor* grad_or_null);

/* Lets backward passes keep the tensor's gradient also where it is no leaf.
 * pt::tensor_retain_grad.retain_grad(Tensor(a!) self) -> () */
PT_EXPORT pt_status pt_tensor_retain_grad(pt_tensor* tensor);

/* pt::tensor_requires_grad.requiresGrad(Tensor self) -> bool */
PT_EXPORT pt_status pt_tensor_requires_grad(const pt_tensor* tensor, int64_t* ret);
/* Changes the tensor's form.
 * pt::tensor_set_requires_grad.requiresGrad_(Tensor(form!) self, bool requiresGrad) -> () */
PT_EXPORT pt_status pt_tensor_set_requires_grad(pt_tensor* tensor, int64_t requires_grad);

/* pt::tensor_is_leaf.isLeaf(Tensor self) -> bool */
PT_EXPORT pt_status pt_tensor_is_leaf(const pt_tensor* tensor, int64_t* ret);

/* Whether autograd takes the tensor for a view of another.
 * pt::tensor_is_view.isView(Tensor self) -> bool */
PT_EXPORT pt_status pt_tensor_is_view(const pt_tensor* tensor, int64_t* ret);

/* The tensor that this one is a view of; the undefined tensor where it is none. New.
 * pt::tensor_base.base(Tensor self) -> Tensor */
PT_EXPORT pt_tensor* pt_tensor_base(const pt_tensor* tensor);

/* The name of the function that made the tensor, such as "AddBackward0"; NULL in ret for a leaf. New in ret.
 * pt::tensor_grad_fn_name.gradFn(Tensor self) -> str? */
PT_EXPORT pt_status pt_tensor_grad_fn_name(const pt_tensor* tensor, pt_string** ret);

/* Of the calling thread. Cannot fail.
 * pt::grad_mode_enabled() -> bool */
PT_EXPORT int64_t pt_grad_mode_enabled(void);

/* pt::grad_mode_set_enabled(bool enabled) -> () */
PT_EXPORT void pt_grad_mode_set_enabled(int64_t enabled);

/* What the calling thread's modes were before it entered inference mode. */
typedef struct pt_inference_mode pt_inference_mode;

/* Switches inference mode of the calling thread on or off. Released with pt_inference_mode_exit, by the same thread and
 * in the reverse order. New. */
PT_EXPORT pt_inference_mode* pt_inference_mode_enter(int64_t enabled);

/* Restores the modes and releases what held them. Cannot fail. */
PT_EXPORT void pt_inference_mode_exit(pt_inference_mode* mode);

/* Counts a change in place that LibTorch has not seen, so that a backward pass that needs the former elements is
 * refused.
 * pt::tensor_bump_version.incrementVersion(Tensor(a!) tensor) -> () */
PT_EXPORT pt_status pt_tensor_bump_version(const pt_tensor* tensor);

/* Of the calling thread. Cannot fail.
 * pt::inference_mode_enabled() -> bool */
PT_EXPORT int64_t pt_inference_mode_enabled(void);

/* A tensor as an operation saves one for its gradient: through the calling thread's hooks (hooks.h), and not to be
 * changed in place. Released with pt_saved_tensor_free. */
typedef struct pt_saved_tensor pt_saved_tensor;

/* New.
 * pt::saved_tensor_new.checkpoint(Tensor input) -> SavedTensor */
PT_EXPORT pt_saved_tensor* pt_saved_tensor_new(const pt_tensor* tensor);

/* The tensor again. New.
 * pt::saved_tensor_unpack.checkpoint(SavedTensor input) -> Tensor */
PT_EXPORT pt_tensor* pt_saved_tensor_unpack(const pt_saved_tensor* saved);

/* Releases it, or NULL. Cannot fail. */
PT_EXPORT void pt_saved_tensor_free(pt_saved_tensor* saved);

/* The number of the backward pass that the calling thread works for, -1 outside of any. Cannot fail.
 * pt::backward_pass() -> int */
PT_EXPORT int64_t pt_backward_pass(void);

/* Whether that accumulates the gradients of all leaves, as a function has to ask that begins one of its own. Cannot
 * fail.
 * pt::backward_pass_is_whole() -> bool */
PT_EXPORT int64_t pt_backward_pass_is_whole(void);

/*
 * Forward-mode derivatives: tensors carry tangents, at a level. LibTorch has one level, the number 0, of all threads.
 */

/* Begins the level. Fails where it has begun already.
 * pt::forward_level_enter.dualLevel() -> () */
PT_EXPORT pt_status pt_forward_level_enter(void);

/* Ends the level, and with it all tangents.
 * pt::forward_level_exit.dualLevel() -> () */
PT_EXPORT pt_status pt_forward_level_exit(void);

/* Whether operations of the calling thread compute tangents. Cannot fail.
 * pt::forward_grad_mode_enabled() -> bool */
PT_EXPORT int64_t pt_forward_grad_mode_enabled(void);

/* pt::forward_grad_mode_set_enabled(bool enabled) -> () */
PT_EXPORT void pt_forward_grad_mode_set_enabled(int64_t enabled);

/*
 * Anomaly mode, of all threads: a backward pass that fails tells which forward call was to blame.
 */

/* Writes a description of the calling thread's stack, UTF-8 without a zero byte, to the capacity bytes at the address
 * ret and returns its length. Called while an operation is recorded, unless the stack has no room for Java code; the
 * address is a number as that of pt_callback is. */
typedef int64_t (*pt_stack_writer)(int64_t ret, int64_t capacity);

/* check_nan: whether a backward function that returns a NaN is an error. The writer stays valid for ever. */
PT_EXPORT pt_status pt_anomaly_mode_set(int64_t enabled, int64_t check_nan, pt_stack_writer writer);

/* pt::anomaly_mode_get.isAnomalyEnabled() -> (bool enabled, bool check_nan) */
PT_EXPORT pt_status pt_anomaly_mode_get(int64_t* ret_enabled, int64_t* ret_check_nan);

/* The forward calls that the latest failure of a backward pass came from, whose description is then forgotten; NULL in
 * ret where there is none. New in ret. */
PT_EXPORT pt_status pt_anomaly_take_trace(pt_string** ret);

#ifdef __cplusplus
}
#endif

#endif
