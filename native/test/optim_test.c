/* optim.h */
#include "tensors.h"

#include <math.h>

enum {
    LR = PT_ADAM_LR
};

static pt_tensor* parameter(float first, float second) {
    const float values[] = {first, second};
    pt_tensor* tensor = floats(values, 2);
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    return tensor;
}

static void set_grad(pt_tensor* tensor, float first, float second) {
    const float values[] = {first, second};
    pt_tensor* grad = floats(values, 2);
    CHECK_OK(pt_tensor_set_grad(tensor, grad));
    pt_tensor_free(grad);
}

static pt_optimizer* adam(pt_tensor* const* parameters, int64_t count, double lr, int64_t foreach, int64_t fused) {
    pt_optimizer* optimizer = pt_adam_new(parameters, count, lr, 0.9, 0.999, 1e-8, 0, 0, 0, foreach, fused, 0, 0, 0);
    CHECK_NEW(optimizer);
    return optimizer;
}

static double option(const pt_optimizer* optimizer, int64_t group, int64_t code) {
    double value = -7;
    CHECK_OK(pt_optimizer_option(optimizer, group, code, &value));
    return value;
}

/* The only element of a state; -7 where there is none. */
static double state(const pt_optimizer* optimizer, int64_t group, int64_t code) {
    pt_tensor* tensor = pt_optimizer_state(optimizer, group, 0, code);
    CHECK_NEW(tensor);
    const double value = tensor == pt_tensor_undefined() ? -7 : item(tensor);
    pt_tensor_free(tensor);
    return value;
}

/* Two steps of SGD that take the momentum from where it is, and none where a gradient is missing. */
static void fused_lists(void) {
    pt_tensor* a = parameter(1, 2);
    const float momenta[] = {4, 8};
    pt_tensor* buffer = floats(momenta, 2);
    pt_tensor* tensors[] = {a, buffer};
    pt_fused* fused = pt_fused_new(tensors, 1, 1, 0);
    CHECK_NEW(fused);
    int64_t made = -7;
    CHECK_OK(pt_fused_sgd(fused, 0, 0.5, 0.25, NULL, 0, 0, 0, NULL, NULL, &made));
    CHECK_INT(0, made);
    set_grad(a, 2, -2);
    for (int i = 0; i < 2; ++i) {
        CHECK_OK(pt_fused_sgd(fused, 0, 0.5, 0.25, NULL, 0, 0, 0, NULL, NULL, &made));
        CHECK_INT(1, made);
    }
    /* The momenta are 4 and 2, then 4 and -1. */
    CHECK_FLOATS(buffer, 4, -1);
    CHECK_FLOATS(a, -1, 1.75F);
    pt_fused_free(fused);
    pt_fused_free(NULL);
    pt_tensor_free(buffer);
    pt_tensor_free(a);
}

/* The first step of Adam goes by lr against the sign of the gradient. */
static void step(void) {
    const int64_t ways[][2] = {{PT_NONE, PT_NONE}, {1, PT_NONE}, {PT_NONE, 1}, {0, 0}};
    for (int i = 0; i < 4; ++i) {
        pt_tensor* a = parameter(1, 2);
        pt_tensor* idle = parameter(5, 6);
        pt_tensor* both[] = {a, idle};
        pt_optimizer* optimizer = adam(both, 2, 0.5, ways[i][0], ways[i][1]);
        CHECK(state(optimizer, 0, PT_ADAM_STEP) == -7);
        set_grad(a, 4, -4);
        CHECK_OK(pt_optimizer_step(optimizer));
        float values[2];
        CHECK_OK(pt_tensor_to_bytes(a, values, sizeof values));
        CHECK(fabsf(values[0] - 0.5F) < 1e-6F && fabsf(values[1] - 2.5F) < 1e-6F);
        CHECK_FLOATS(idle, 5, 6);
        CHECK(state(optimizer, 0, PT_ADAM_STEP) == 1);
        CHECK(state(optimizer, 0, PT_ADAM_MAX_EXP_AVG_SQ) == -7);

        CHECK_OK(pt_optimizer_zero_grad(optimizer, 0));
        pt_tensor* grad = pt_tensor_grad(a);
        CHECK_FLOATS(grad, 0, 0);
        pt_tensor_free(grad);
        CHECK_OK(pt_optimizer_zero_grad(optimizer, 1));
        grad = pt_tensor_grad(a);
        CHECK(grad == pt_tensor_undefined());

        /* The optimizer has references of its own. */
        pt_tensors_free(both, 2);
        CHECK_OK(pt_optimizer_step(optimizer));
        pt_tensor_list* list = pt_optimizer_parameters(optimizer, 0);
        CHECK_INT(2, pt_tensor_list_size(list));
        pt_tensor_list_free(list);
        pt_optimizer_free(optimizer);
    }
    pt_optimizer_free(NULL);
}

static void options(void) {
    pt_tensor* a = parameter(1, 2);
    pt_tensor* b = parameter(1, 2);
    pt_optimizer* optimizer = pt_adam_new(&a, 1, 0.5, 0.25, 0.125, 2, 3, 1, 0, 1, 0, 1, 0, 1);
    CHECK_NEW(optimizer);
    const double wanted[] = {0.5, 0.25, 0.125, 2, 3, 1, 0, 1, 0, 1, 0, 1};
    for (int64_t code = 0; code < 12; ++code) {
        CHECK(option(optimizer, 0, code) == wanted[code]);
        CHECK(option(optimizer, PT_OPTIMIZER_DEFAULTS, code) == wanted[code]);
        CHECK_OK(pt_optimizer_set_option(optimizer, 0, code, code == PT_ADAM_EPS ? 8 : 0));
        CHECK(option(optimizer, 0, code) == (code == PT_ADAM_EPS ? 8 : 0));
    }
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_FUSED, PT_NONE));
    CHECK(option(optimizer, 0, PT_ADAM_FUSED) == PT_NONE);

    CHECK_OK(pt_optimizer_add_group(optimizer, &b, 1));
    int64_t count = 0;
    CHECK_OK(pt_optimizer_group_count(optimizer, &count));
    CHECK_INT(2, count);
    CHECK(option(optimizer, 1, LR) == 0.5); /* of the defaults, not of the other group */

    pt_tensor* rate = counting(1);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "never a tensor", pt_optimizer_set_tensor_option(optimizer, 0, PT_ADAM_EPS, rate));
    CHECK_OK(pt_optimizer_set_tensor_option(optimizer, 0, LR, rate));
    CHECK(option(optimizer, 0, LR) == 1);
    pt_tensor* kept = pt_optimizer_tensor_option(optimizer, 0, LR);
    CHECK(kept == rate);
    pt_tensor_free(kept);
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, LR, 0.25));
    CHECK(pt_optimizer_tensor_option(optimizer, 0, LR) == pt_tensor_undefined());
    CHECK(option(optimizer, 0, LR) == 0.25);

    CHECK_FAILS(PT_ERROR_ARGUMENT, "unknown option", pt_optimizer_set_option(optimizer, 0, 12, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "group out of range", pt_optimizer_set_option(optimizer, 2, LR, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "group out of range", pt_optimizer_set_option(optimizer, -2, LR, 1));
    pt_tensor* all[] = {a, b, rate};
    pt_tensors_free(all, 3);
    pt_optimizer_free(optimizer);
}

static void states(void) {
    pt_tensor* a = counting(1);
    CHECK_OK(pt_tensor_set_requires_grad(a, 1));
    pt_tensor* grad = counting(1);
    CHECK_OK(pt_tensor_set_grad(a, grad));
    pt_optimizer* optimizer = adam(&a, 1, 0.5, PT_NONE, PT_NONE);
    pt_tensor* step = floats((const float[]){41}, 1);
    CHECK_OK(pt_optimizer_set_state(optimizer, 0, 0, PT_ADAM_STEP, step));
    CHECK_FAILS(PT_ERROR, "lacks 'exp_avg'", pt_optimizer_step(optimizer));
    CHECK_OK(pt_optimizer_set_state(optimizer, 0, 0, PT_ADAM_EXP_AVG, grad));
    pt_tensor* square = counting(1);
    CHECK_OK(pt_optimizer_set_state(optimizer, 0, 0, PT_ADAM_EXP_AVG_SQ, square));
    CHECK_OK(pt_optimizer_step(optimizer));
    CHECK_FLOATS(step, 42); /* by reference */
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_AMSGRAD, 1));
    CHECK_FAILS(PT_ERROR, "lacks 'max_exp_avg_sq'", pt_optimizer_step(optimizer));
    for (int64_t code = 0; code < 4; ++code) {
        CHECK_OK(pt_optimizer_set_state(optimizer, 0, 0, code, NULL));
    }
    CHECK_OK(pt_optimizer_step(optimizer)); /* all states anew */
    CHECK(state(optimizer, 0, PT_ADAM_STEP) == 1);
    CHECK(state(optimizer, 0, PT_ADAM_MAX_EXP_AVG_SQ) > 0);
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown state", pt_optimizer_state(optimizer, 0, 0, 4));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "parameter out of range", pt_optimizer_state(optimizer, 0, 1, 0));
    pt_tensor* all[] = {a, grad, step, square};
    pt_tensors_free(all, 4);
    pt_optimizer_free(optimizer);
}

static void gradient_scale(void) {
    pt_tensor* a = parameter(1, 2);
    pt_optimizer* optimizer = adam(&a, 1, 0.5, PT_NONE, 1);
    set_grad(a, 4, -4);
    pt_tensor* values = counting(1);
    pt_tensor* one_element = pt_aten_sum(values, PT_NONE);
    CHECK_OK(pt_optimizer_set_grad_scale(optimizer, NULL, one_element));
    CHECK_OK(pt_optimizer_step(optimizer)); /* skipped, as found_inf is 1 */
    CHECK_FLOATS(a, 1, 2);
    CHECK(state(optimizer, 0, PT_ADAM_STEP) == 0);
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_FUSED, 0));
    CHECK_FAILS(PT_ERROR, "grad_scale and found_inf", pt_optimizer_step(optimizer));
    CHECK_OK(pt_optimizer_set_grad_scale(optimizer, NULL, NULL));
    CHECK_OK(pt_optimizer_step(optimizer));
    pt_tensor* all[] = {a, values, one_element};
    pt_tensors_free(all, 3);
    pt_optimizer_free(optimizer);
}

static void failures(void) {
    pt_tensor* a = parameter(1, 2);
    pt_tensor* both[] = {a, NULL};
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "Invalid learning rate: -0.001",
        pt_adam_new(&a, 1, -1e-3, 0.9, 0.999, 1e-8, 0, 0, 0, PT_NONE, PT_NONE, 0, 0, 0));
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "Invalid beta parameter at index 1: 1.0",
        pt_adam_new(&a, 1, 1e-3, 0.9, 1, 1e-8, 0, 0, 0, PT_NONE, PT_NONE, 0, 0, 0));
    CHECK_FAILS_NEW(
        PT_ERROR, "`fused` and `foreach`", pt_adam_new(&a, 1, 1e-3, 0.9, 0.999, 1e-8, 0, 0, 0, 1, 1, 0, 0, 0));
    CHECK_FAILS_NEW(
        PT_ERROR_ARGUMENT, "null tensor",
        pt_adam_new(both, 2, 1e-3, 0.9, 0.999, 1e-8, 0, 0, 0, PT_NONE, PT_NONE, 0, 0, 0));
    pt_tensor* product = pt_aten_mul_Tensor(a, a);
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "can't optimize a non-leaf Tensor",
        pt_adam_new(&product, 1, 1e-3, 0.9, 0.999, 1e-8, 0, 0, 0, PT_NONE, PT_NONE, 0, 0, 0));
    pt_optimizer* optimizer = adam(NULL, 0, 1e-3, PT_NONE, PT_NONE);
    int64_t count = -1;
    CHECK_OK(pt_optimizer_group_count(optimizer, &count));
    CHECK_INT(0, count);
    CHECK_OK(pt_optimizer_add_group(optimizer, &a, 1));
    CHECK_FAILS(PT_ERROR_VALUE, "more than one parameter group", pt_optimizer_add_group(optimizer, &a, 1));
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_CAPTURABLE, 1));
    set_grad(a, 1, 1);
    CHECK_FAILS(PT_ERROR, "If capturable=True", pt_optimizer_step(optimizer));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null optimizer", pt_optimizer_step(NULL));

    /* States that are too small for what the fused kernel reads and writes of them. */
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_CAPTURABLE, 0));
    CHECK_OK(pt_optimizer_set_option(optimizer, 0, PT_ADAM_FUSED, 1));
    pt_tensor* small = counting(1);
    for (int64_t code = 0; code < 3; ++code) {
        CHECK_OK(pt_optimizer_set_state(optimizer, 0, 0, code, small));
    }
    CHECK_FAILS(PT_ERROR, "`fused=True` requires exp_avg", pt_optimizer_step(optimizer));
    pt_tensor* all[] = {a, product, small};
    pt_tensors_free(all, 3);
    pt_optimizer_free(optimizer);
}

int main(void) {
    step();
    fused_lists();
    options();
    states();
    gradient_scale();
    failures();
    return test_result();
}
