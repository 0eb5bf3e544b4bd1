/* prepared.h */
#include "tensors.h"

static pt_tensor* product(pt_prepared* prepared, pt_tensor* input, pt_tensor* weight) {
    pt_prepared_mode* mode = pt_prepared_enter(prepared);
    CHECK_NEW(mode);
    CHECK_INT(0, pt_grad_mode_enabled());
    pt_tensor* result = pt_aten_linear(input, weight, NULL);
    CHECK_NEW(result);
    pt_prepared_exit(mode);
    CHECK_INT(1, pt_grad_mode_enabled());
    return result;
}

static void multiplies(void) {
    pt_tensor* input = two_by_three();
    pt_tensor* weight = two_by_three();
    pt_prepared* prepared = pt_prepared_new(&weight, 1, 0);
    CHECK_NEW(prepared);
    CHECK_INT(0, pt_prepared_is_bfloat16(prepared));
    int64_t bytes = -1;
    CHECK_OK(pt_prepared_bytes(prepared, &bytes));
    CHECK_INT(0, bytes);

    pt_tensor* result = product(prepared, input, weight);
    CHECK_FLOATS(result, 14, 32, 32, 77);
    pt_tensor_free(result);
    CHECK_OK(pt_prepared_bytes(prepared, &bytes));
    CHECK_INT(1, bytes > 0);

    /* A change in place shows. */
    const pt_scalar one = {PT_SCALAR_INT, 1, 0, 0};
    CHECK_OK(pt_aten_add__Tensor(weight, weight, &one));
    result = product(prepared, input, weight);
    CHECK_FLOATS(result, 28, 64, 64, 154);
    pt_tensor_free(result);

    pt_prepared_free(prepared);
    pt_tensor_free(weight);
    pt_tensor_free(input);
}

static void failures(void) {
    int64_t bytes = 0;
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null prepared weights", pt_prepared_bytes(NULL, &bytes));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null prepared weights", pt_prepared_enter(NULL));
    CHECK_INT(PT_NONE, pt_prepared_is_bfloat16(NULL));
}

int main(void) {
    multiplies();
    failures();
    return test_result();
}
