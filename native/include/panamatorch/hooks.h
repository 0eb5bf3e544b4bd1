#ifndef PANAMATORCH_HOOKS_H
#define PANAMATORCH_HOOKS_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Code of the caller's that autograd runs. All of a client's goes through one callback; a token (lent.h), the id, says
 * what is to run. An id that a function here has taken is the library's until the tensor or the recorded function that
 * it belongs to is gone.
 */

/* Runs what belongs to the id; may be called on any thread. At the address arguments lie count handles, the undefined
 * tensor among them: it writes NULL in the place of each that it takes, the others are released when it has returned.
 * Where it returns 1, for one that packs see below, it has written a handle, new, or NULL for no gradient, to each of
 * the capacity places at the address ret; where it returns 0 it has written nothing, and gradients stay as they are.
 * What it throws it keeps under a negative number, and returns that: the function through which LibTorch was called
 * then fails with PT_ERROR_CALLBACK, and pt_error_callback tells the number. Where the thread's stack has no room for
 * Java code it is not called, and that function fails with PT_ERROR_STACK. The addresses are numbers because Java makes
 * an object of each pointer before any code of the caller's runs: where the heap is full, nobody could catch the error.
 */
typedef int64_t (*pt_callback)(int64_t id, int64_t arguments, int64_t count, int64_t ret, int64_t capacity);

/* Sets the code of a client (lent.h), before any id of its is used. It stays valid for ever. */
PT_EXPORT pt_status pt_callback_set(int64_t client, pt_callback callback);

/* Runs what belongs to the id, which stays the caller's, without arguments and results. A Java thread cannot leave its
 * operating system thread meanwhile. */
PT_EXPORT pt_status pt_run(int64_t id);

/* Lets the id see the gradient of the tensor, which requires one, and replace it: one argument, one result. Writes to
 * ret the id that does so from now on, which is not the given one where the tensor has an id already: then the given
 * one is not taken. */
PT_EXPORT pt_status pt_tensor_hook(pt_tensor* tensor, int64_t id, int64_t* ret);

/* Likewise for an id that is called after a gradient was accumulated in the tensor, a leaf: one argument, the tensor,
 * and no results. */
PT_EXPORT pt_status pt_tensor_post_accumulate_grad_hook(pt_tensor* tensor, int64_t id, int64_t* ret);

/* Fails where a hook may not replace the first gradient by the second one, of another shape or type. */
PT_EXPORT pt_status pt_hook_check(const pt_tensor* original, const pt_tensor* replacement, const char* name);

/* What autograd has to know of a function that the caller has computed. */
typedef struct pt_function {
    /* As gradient functions are printed, such as "ExpBackward". */
    const char* name;
    /* Computes the gradients of the inputs. Its arguments are those of the outputs and then the saved tensors. */
    int64_t id;
    /* Computes the tangents of the outputs, now, of those of the inputs: as many arguments as inputs, as many results
     * as outputs. An id that stays the caller's, or 0 where no input has a tangent. */
    int64_t jvp;
    /* Whether gradients and tangents that are not there are zeros instead. */
    int64_t materialize_grads;
    /* Whether the gradients that it computes cannot be differentiated again. */
    int64_t once_differentiable;
    pt_tensor* const* inputs;
    int64_t input_count;
    pt_tensor* const* outputs;
    int64_t output_count;
    /* For each output whether the id's code may refer to it; NULL if to none. Another tensor is given in its place. */
    const int64_t* referred;
    /* Outputs without a gradient. */
    pt_tensor* const* non_differentiable;
    int64_t non_differentiable_count;
    /* Inputs that the function has changed in place and returns. */
    pt_tensor* const* dirty;
    int64_t dirty_count;
    /* Inputs and outputs, NULL among them, that the id is to get. */
    pt_tensor* const* saved;
    int64_t saved_count;
} pt_function;

/* Records the function. Gives the outputs that take part in autograd, and takes the id; where no input does, the
 * id is given back at once. New. */
PT_EXPORT pt_tensor_list* pt_function_record(const pt_function* function);

/*
 * Tensors that operations save for their gradients, of the calling thread and of the backward passes that it begins.
 */

/* What the calling thread did with them before. */
typedef struct pt_saved_tensors_hooks pt_saved_tensors_hooks;

/* Lets the id pack them: one argument, the tensor, and no result. It returns another id, which is the library's until
 * the graph is gone, and gives the tensor back when a gradient is computed: no arguments, one result; or 0, and the
 * graph keeps the tensor itself. It runs inside the operation, which borrows its arguments meanwhile. Takes the id.
 * Where hooks are disabled, fails with the message. Released with pt_saved_tensors_hooks_exit, by the same thread and
 * in the reverse order. New. */
PT_EXPORT pt_saved_tensors_hooks* pt_saved_tensors_hooks_enter(int64_t id);

/* Refuses hooks with the message; fails with it where there are some. Released as those. New. */
PT_EXPORT pt_saved_tensors_hooks* pt_saved_tensors_hooks_disable(const char* message);

/* Restores what was before and releases what held it. Cannot fail. */
PT_EXPORT void pt_saved_tensors_hooks_exit(pt_saved_tensors_hooks* before);

#ifdef __cplusplus
}
#endif

#endif
