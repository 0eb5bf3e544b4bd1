/* hooks.h */
#include "tensors.h"

/* What the ids do. */
enum {
    DOUBLE = 1,
    LOOK,
    THROW,
    SQUARE_BACKWARD,
    IDENTITY,
    PACK,
    UNPACK,
    PACK_NOTHING
};

static pt_tensor* packed;

static int64_t latest_count;

static int64_t run(int64_t id, int64_t arguments_address, int64_t count, int64_t ret_address, int64_t capacity) {
    pt_tensor* const* arguments = (pt_tensor* const*)(intptr_t)arguments_address;
    pt_tensor** ret = (pt_tensor**)(intptr_t)ret_address;
    latest_count = count;
    int64_t outcome = 0;
    if (id == DOUBLE) {
        CHECK_INT(1, capacity);
        ret[0] = pt_aten_add_Tensor(arguments[0], arguments[0], &(pt_scalar){.kind = PT_SCALAR_INT, .integer = 1});
        outcome = 1;
    } else if (id == THROW) {
        outcome = -42;
    } else if (id == SQUARE_BACKWARD) {
        pt_tensor* product = pt_aten_mul_Tensor(arguments[0], arguments[1]);
        ret[0] = pt_aten_add_Tensor(product, product, &(pt_scalar){.kind = PT_SCALAR_INT, .integer = 1});
        pt_tensor_free(product);
        outcome = 1;
    } else if (id == PACK) {
        packed = pt_aten_clone(arguments[0], PT_NONE);
        outcome = UNPACK;
    } else if (id == UNPACK) {
        CHECK_INT(0, count);
        ret[0] = pt_tensor_alias(packed);
        outcome = 1;
    }
    return outcome; /* the arguments are released by the library, as none was taken */
}

/* How often the id was given back so far. */
static int64_t released(int64_t id) {
    static int64_t released[16];
    int64_t ids[2] = {0};
    for (int64_t count = 0; (count = pt_lent_take_back(0, ids, 2)) > 0;) {
        for (int64_t i = 0; i < count; ++i) {
            ++released[ids[i]];
        }
    }
    return released[id];
}

static pt_tensor* leaf(float first, float second) {
    const float values[] = {first, second};
    pt_tensor* tensor = floats(values, 2);
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    return tensor;
}

static pt_tensor* sum_of_squares(pt_tensor* tensor) {
    pt_tensor* product = pt_aten_mul_Tensor(tensor, tensor);
    pt_tensor* sum = pt_aten_sum(product, PT_NONE);
    CHECK_NEW(sum);
    pt_tensor_free(product);
    return sum;
}

static void check_grad(const pt_tensor* tensor, float first, float second) {
    pt_tensor* grad = pt_tensor_grad(tensor);
    CHECK_NEW(grad);
    CHECK_FLOATS(grad, first, second);
    pt_tensor_free(grad);
}

static void unset_callbacks(void) {
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null callback", pt_callback_set(0, NULL));
    CHECK_OK(pt_callback_set(0, run));
}

static void gradients(void) {
    pt_tensor* x = leaf(2, 3);
    int64_t id = 0;
    CHECK_OK(pt_tensor_hook(x, DOUBLE, &id));
    CHECK_INT(DOUBLE, id);
    CHECK_OK(pt_tensor_hook(x, LOOK, &id)); /* is not taken */
    CHECK_INT(DOUBLE, id);
    CHECK_OK(pt_tensor_post_accumulate_grad_hook(x, LOOK, &id));
    CHECK_INT(LOOK, id);
    pt_tensor* sum = sum_of_squares(x);
    CHECK_OK(pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    check_grad(x, 8, 12);
    pt_tensor_free(sum);
    CHECK_INT(0, released(DOUBLE));
    pt_tensor_free(x);
    CHECK_INT(1, released(DOUBLE));
    CHECK_INT(1, released(LOOK));
}

static void failures(void) {
    pt_tensor* x = leaf(2, 3);
    int64_t id = 0;
    CHECK_OK(pt_tensor_hook(x, THROW, &id));
    pt_tensor* sum = sum_of_squares(x);
    CHECK_FAILS(PT_ERROR_CALLBACK, "has thrown", pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    CHECK_INT(-42, pt_error_callback());
    const float other[] = {1, 2, 3};
    pt_tensor* plain = floats(other, 3);
    CHECK_FAILS(PT_ERROR, "doesn't require gradient", pt_tensor_hook(plain, DOUBLE, &id));
    CHECK_INT(0, pt_error_callback());
    CHECK_FAILS(PT_ERROR, "hook 'its name' has changed the size", pt_hook_check(x, plain, "its name"));
    pt_tensor* all[] = {x, sum, plain};
    pt_tensors_free(all, 3);
    CHECK_INT(1, released(THROW));
}

static void function(void) {
    pt_tensor* x = leaf(2, 3);
    CHECK_OK(pt_tensor_set_requires_grad(x, 0));
    pt_tensor* square = pt_aten_mul_Tensor(x, x);
    CHECK_OK(pt_tensor_set_requires_grad(x, 1));
    const pt_function form = {
        .name = "SquareBackward",
        .id = SQUARE_BACKWARD,
        .materialize_grads = 1,
        .inputs = &x,
        .input_count = 1,
        .outputs = &square,
        .output_count = 1,
        .saved = &x,
        .saved_count = 1};
    pt_tensor_list* list = pt_function_record(&form);
    CHECK_NEW(list);
    CHECK_INT(1, pt_tensor_list_size(list));
    pt_tensor* output = NULL;
    pt_tensor_list_take(list, &output);
    pt_tensor_list_free(list);
    pt_string* name = NULL;
    CHECK_OK(pt_tensor_grad_fn_name(output, &name));
    CHECK_TEXT("SquareBackward", pt_string_text(name));
    pt_string_free(name);
    pt_tensor* sum = pt_aten_sum(output, PT_NONE);
    CHECK_OK(pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    CHECK_INT(2, latest_count); /* the gradient and x */
    check_grad(x, 4, 6);
    CHECK_FAILS(PT_ERROR, "backward through the graph a second time", pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    CHECK_INT(0, released(SQUARE_BACKWARD));
    pt_tensor* all[] = {x, square, output, sum};
    pt_tensors_free(all, 4);
    CHECK_INT(1, released(SQUARE_BACKWARD));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null function", pt_function_record(NULL));
}

static void unrecorded_function(void) {
    const float values[] = {1, 2};
    pt_tensor* x = floats(values, 2);
    const pt_function form = {
        .name = "IdentityBackward", .id = IDENTITY, .inputs = &x, .input_count = 1, .outputs = &x, .output_count = 1};
    pt_tensor_list* list = pt_function_record(&form);
    CHECK_NEW(list);
    CHECK_INT(1, released(IDENTITY));
    pt_tensor_list_free(list);
    pt_tensor_free(x);
}

static pt_tensor* squared(pt_tensor* x) {
    pt_tensor* square = pt_aten_pow_Tensor_Scalar(x, &(pt_scalar){.kind = PT_SCALAR_INT, .integer = 2});
    CHECK_NEW(square);
    pt_tensor* sum = pt_aten_sum(square, PT_NONE);
    pt_tensor_free(square);
    return sum;
}

static void saved_tensors(void) {
    pt_tensor* x = leaf(2, 3);
    pt_saved_tensors_hooks* before = pt_saved_tensors_hooks_enter(PACK);
    CHECK_NEW(before);
    pt_tensor* sum = squared(x);
    CHECK_FAILS_NEW(PT_ERROR, "no hooks here", pt_saved_tensors_hooks_disable("no hooks here"));
    pt_saved_tensors_hooks_exit(before);
    CHECK_INT(1, released(PACK));
    CHECK_OK(pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    check_grad(x, 4, 6);
    CHECK_INT(1, released(UNPACK)); /* with the graph */
    pt_tensor* all[] = {x, sum, packed};
    pt_tensors_free(all, 3);
}

static void saved_tensors_as_they_are(void) {
    pt_tensor* x = leaf(2, 3);
    pt_saved_tensors_hooks* before = pt_saved_tensors_hooks_enter(PACK_NOTHING);
    pt_tensor* sum = squared(x);
    pt_saved_tensors_hooks_exit(before);
    CHECK_OK(pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    check_grad(x, 4, 6);
    pt_tensor* all[] = {x, sum};
    pt_tensors_free(all, 2);
    CHECK_INT(1, released(PACK_NOTHING));
}

static void hooks_that_fail(void) {
    pt_tensor* x = leaf(2, 3);
    pt_saved_tensors_hooks* before = pt_saved_tensors_hooks_enter(THROW);
    CHECK_FAILS_NEW(
        PT_ERROR_CALLBACK, "has thrown",
        pt_aten_pow_Tensor_Scalar(x, &(pt_scalar){.kind = PT_SCALAR_INT, .integer = 2}));
    pt_saved_tensors_hooks_exit(before);
    before = pt_saved_tensors_hooks_disable("none, please");
    CHECK_NEW(before);
    CHECK_FAILS_NEW(PT_ERROR, "none, please", pt_saved_tensors_hooks_enter(PACK));
    pt_saved_tensors_hooks_exit(before);
    before = pt_saved_tensors_hooks_enter(PACK);
    CHECK_NEW(before);
    pt_saved_tensors_hooks_exit(before);
    pt_tensor_free(x);
}

static void code_alone(void) {
    latest_count = -1;
    CHECK_OK(pt_run(LOOK));
    CHECK_INT(0, latest_count);
    CHECK_FAILS(PT_ERROR_CALLBACK, "has thrown", pt_run(THROW));
    CHECK_INT(-42, pt_error_callback());
    CHECK_INT(1, released(LOOK)); /* as before: it stays the caller's */
}

int main(void) {
    unset_callbacks();
    gradients();
    failures();
    function();
    unrecorded_function();
    code_alone();
    saved_tensors();
    saved_tensors_as_they_are();
    hooks_that_fail();
    return test_result();
}
