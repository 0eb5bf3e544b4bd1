#ifndef PANAMATORCH_OPTIM_H
#define PANAMATORCH_OPTIM_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * LibTorch's own optimizers, with the results, checks and texts of Python's torch.optim. Groups and the parameters in
 * them are counted from 0. Parameters, states and tensor options are kept by reference, never copied.
 */

/* An optimizer. Released with pt_optimizer_free. */
typedef struct pt_optimizer pt_optimizer;

/* The group that stands for the optimizer's defaults. */
#define PT_OPTIMIZER_DEFAULTS -1

/* Adds 1 to each count of steps.
 * pt::steps_increment.step...(Tensor(a!)[] steps) -> () */
PT_EXPORT pt_status pt_steps_increment(pt_tensor* const* steps, int64_t count);

/* Parameters and what is kept for them, for fused steps that take all of them. Released with pt_fused_free. */
typedef struct pt_fused pt_fused;

/* The first count of the tensors are parameters, and each further count of them one state of each; with counts_steps
 * the last ones are counts of steps. New. */
PT_EXPORT pt_fused* pt_fused_new(pt_tensor* const* tensors, int64_t count, int64_t states, int64_t counts_steps);

/* Releases the lists, or NULL. Cannot fail. */
PT_EXPORT void pt_fused_free(pt_fused* fused);

/* Calls of ATen's fused operators, with all gradients as they are. Nothing is done and ret is 0 where one is missing,
 * or the CPU's kernel would misread a tensor. With lr_or_null as the learning rate lr means nothing.
 * pt::fused_sgd.step...(Fused(a!) params, float weight_decay, float momentum, float rate, Tensor? lr, float
 * dampening, bool nesterov, bool maximize, Tensor? grad_scale, Tensor? found_inf) -> bool */
PT_EXPORT pt_status pt_fused_sgd(
    pt_fused* fused, /* one state if there is momentum */
    double weight_decay,
    double momentum,
    double lr,
    const pt_tensor* lr_or_null,
    double dampening,
    int64_t nesterov,
    int64_t maximize,
    const pt_tensor* grad_scale_or_null,
    const pt_tensor* found_inf_or_null,
    int64_t* ret);

/* pt::fused_adagrad.step...(Fused(a!) params, float rate, Tensor? lr, float lr_decay, float weight_decay, float eps,
 * bool maximize, Tensor? grad_scale, Tensor? found_inf) -> bool */
PT_EXPORT pt_status pt_fused_adagrad(
    pt_fused* fused, /* one state and counts of steps */
    double lr,
    const pt_tensor* lr_or_null,
    double lr_decay,
    double weight_decay,
    double eps,
    int64_t maximize,
    const pt_tensor* grad_scale_or_null,
    const pt_tensor* found_inf_or_null,
    int64_t* ret);

/* What Adam's groups hold, as numbers: a bool is 0 or 1; foreach and fused may be PT_NONE too. */
typedef enum pt_adam_option {
    PT_ADAM_LR = 0,
    PT_ADAM_BETA1 = 1,
    PT_ADAM_BETA2 = 2,
    PT_ADAM_EPS = 3,
    PT_ADAM_WEIGHT_DECAY = 4,
    PT_ADAM_AMSGRAD = 5,
    PT_ADAM_MAXIMIZE = 6,
    PT_ADAM_FOREACH = 7,
    PT_ADAM_FUSED = 8,
    PT_ADAM_CAPTURABLE = 9,
    PT_ADAM_DIFFERENTIABLE = 10,
    PT_ADAM_DECOUPLED_WEIGHT_DECAY = 11
} pt_adam_option;

/* What Adam keeps for a parameter, each a tensor; max_exp_avg_sq only with amsgrad. */
typedef enum pt_adam_state {
    PT_ADAM_STEP = 0,
    PT_ADAM_EXP_AVG = 1,
    PT_ADAM_EXP_AVG_SQ = 2,
    PT_ADAM_MAX_EXP_AVG_SQ = 3
} pt_adam_state;

/* Adam with one group of the count parameters; without a group where count is 0. With decoupled_weight_decay it is
 * AdamW. New.
 * pt::adam_new.Adam(Tensor[] params, float lr, float beta1, float beta2, float eps, float weight_decay, bool
 * amsgrad, bool maximize, BoolOrNone foreach, BoolOrNone fused, bool capturable, bool differentiable, bool
 * decoupled_weight_decay) -> Optimizer */
PT_EXPORT pt_optimizer* pt_adam_new(
    pt_tensor* const* parameters,
    int64_t count,
    double lr,
    double beta1,
    double beta2,
    double eps,
    double weight_decay,
    int64_t amsgrad,
    int64_t maximize,
    int64_t foreach, /* or PT_NONE */
    int64_t fused,   /* or PT_NONE */
    int64_t capturable,
    int64_t differentiable,
    int64_t decoupled_weight_decay);

/* Releases the optimizer, or NULL. Cannot fail. */
PT_EXPORT void pt_optimizer_free(pt_optimizer* optimizer);

/* One step for all parameters that have a gradient, without recording it for autograd unless differentiable.
 * pt::optimizer_step.step(Optimizer(a!) optimizer) -> () */
PT_EXPORT pt_status pt_optimizer_step(pt_optimizer* optimizer);

/* Drops all gradients, or fills them with zeros. */
PT_EXPORT pt_status pt_optimizer_zero_grad(pt_optimizer* optimizer, int64_t set_to_none);

/* Adds a group that starts with the optimizer's defaults.
 * pt::optimizer_add_group.addParameterGroup...(Optimizer(a!) optimizer, Tensor[] params) -> () */
PT_EXPORT pt_status pt_optimizer_add_group(pt_optimizer* optimizer, pt_tensor* const* parameters, int64_t count);

PT_EXPORT pt_status pt_optimizer_group_count(const pt_optimizer* optimizer, int64_t* ret);

/* The parameters of a group. New. */
PT_EXPORT pt_tensor_list* pt_optimizer_parameters(const pt_optimizer* optimizer, int64_t group);

/* An option of a group or of PT_OPTIMIZER_DEFAULTS; new values are not checked, as in Python. Where a tensor was set,
 * the number is that tensor's value. */
PT_EXPORT pt_status pt_optimizer_option(const pt_optimizer* optimizer, int64_t group, int64_t option, double* ret);

/* pt::optimizer_set_option.step...(Optimizer(a!) optimizer, int group, Code option, float value) -> () */
PT_EXPORT pt_status pt_optimizer_set_option(pt_optimizer* optimizer, int64_t group, int64_t option, double value);

/* lr, the betas or weight_decay as a tensor; the undefined tensor where the option is a number. New. */
PT_EXPORT pt_tensor* pt_optimizer_tensor_option(const pt_optimizer* optimizer, int64_t group, int64_t option);

/* NULL makes the option its number again. For PT_OPTIMIZER_DEFAULTS with the checks of Python's constructor.
 * pt::optimizer_set_tensor_option.step...(Optimizer(a!) optimizer, int group, Code option, Tensor? options) -> () */
PT_EXPORT pt_status
pt_optimizer_set_tensor_option(pt_optimizer* optimizer, int64_t group, int64_t option, const pt_tensor* value_or_null);

/* A tensor of a parameter's state; the undefined tensor where the state lacks it. New.
 * pt::optimizer_state.step...(Optimizer optimizer, int group, int parameter, Code state) -> Tensor */
PT_EXPORT pt_tensor* pt_optimizer_state(const pt_optimizer* optimizer, int64_t group, int64_t parameter, int64_t state);

/* Sets a tensor of a parameter's state; NULL takes it out. A state without any tensor is made anew by the next
 * step.
 * pt::optimizer_set_state.step...(Optimizer(a!) optimizer, int group, int parameter, Code state, Tensor? value) ->
 * () */
PT_EXPORT pt_status pt_optimizer_set_state(
    pt_optimizer* optimizer, int64_t group, int64_t parameter, int64_t state, const pt_tensor* value_or_null);

/* What a gradient scaler tells a fused step: divide by grad_scale, skip the update where found_inf is not 0. Each may
 * be NULL; they are kept until they are set anew.
 * pt::optimizer_set_grad_scale.step...(Optimizer(a!) optimizer, Tensor? grad_scale, Tensor? found_inf) -> () */
PT_EXPORT pt_status pt_optimizer_set_grad_scale(
    pt_optimizer* optimizer, const pt_tensor* grad_scale_or_null, const pt_tensor* found_inf_or_null);

#ifdef __cplusplus
}
#endif

#endif
