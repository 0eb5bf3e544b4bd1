/* What only a defective binding does: null handles, unknown codes, lists that are none. */
#include "tensors.h"

static pt_tensor* tensor;

static void null_tensors(void) {
    int64_t number = 0;
    void* data;
    pt_scalar scalar;
    pt_string* string;
    CHECK_INT(PT_NONE, pt_tensor_dtype(NULL));
    CHECK_INT(PT_NONE, pt_tensor_device(NULL));
    CHECK_INT(PT_NONE, pt_tensor_layout(NULL));
    CHECK_INT(PT_NONE, pt_tensor_is_nested(NULL));
    CHECK_INT(PT_NONE, pt_tensor_dim(NULL));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_alias(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_sizes(NULL, &number, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_strides(NULL, &number, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_numel(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_storage_offset(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_storage_bytes(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_storage_id(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_shares_storage(NULL, tensor, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_shares_storage(tensor, NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_to_bytes(NULL, &number, 8));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_item(NULL, &scalar));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_data(NULL, &data));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_grad(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_set_grad(NULL, tensor));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_requires_grad(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_set_requires_grad(NULL, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_is_leaf(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_grad_fn_name(NULL, &string));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_aten_add_Tensor(NULL, tensor, one()));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_aten_add_Tensor(tensor, NULL, one()));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null scalar", pt_aten_add_Tensor(tensor, tensor, NULL));
}

static void null_generators(void) {
    int64_t number;
    CHECK_INT(PT_NONE, pt_generator_device(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null generator", pt_generator_manual_seed(NULL, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null generator", pt_generator_seed(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null generator", pt_generator_initial_seed(NULL, &number));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null generator", pt_generator_get_state(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null generator", pt_generator_set_state(NULL, tensor));
    pt_generator* generator = pt_generator_new(device(CPU, -1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_generator_set_state(generator, NULL));
    pt_generator_free(generator);
}

static void null_strings(void) {
    CHECK(pt_string_text(NULL) == NULL);
    pt_string_free(NULL);
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null string", pt_aten_einsum(NULL, &tensor, 1, NULL, 0));
}

static void lists(void) {
    pt_tensor* holed[] = {tensor, NULL};
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_backward(holed, NULL, 2, 0, 0, NULL, 0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null list", pt_backward(NULL, NULL, 1, 0, 0, NULL, 0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "negative length", pt_backward(holed, NULL, -1, 0, 0, NULL, 0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null list", pt_backward(&tensor, NULL, 1, 0, 0, NULL, 2));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_grad(&tensor, NULL, 1, holed, 2, 0, 0, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_aten_cat(holed, 2, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null list", pt_aten_cat(NULL, 2, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null list", pt_aten_permute(tensor, NULL, 2));
    CHECK_FAILS_NEW(
        PT_ERROR_ARGUMENT, "negative length", pt_tensor_from_bytes(&tensor, 8, (int64_t*)&tensor, -1, INT64));
}

static void codes(void) {
    const int64_t size = 1;
    int64_t number;
    const int64_t undefined = strncmp(pt_libtorch_version(), "2.13.", 5) == 0 ? 46 : 47;
    const int64_t wrong[] = {-2, undefined, undefined + 1, 1000, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "dtype code", pt_tensor_from_bytes(&size, 8, &size, 1, wrong[i]));
        CHECK_FAILS(PT_ERROR_ARGUMENT, "dtype code", pt_set_default_dtype(wrong[i]));
        CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "dtype code", pt_aten_zeros(&size, 1, wrong[i], PT_NONE, PT_NONE, NULL));
        CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "layout code", pt_aten_zeros(&size, 1, FLOAT32, wrong[i], PT_NONE, NULL));
        CHECK_FAILS(PT_ERROR_ARGUMENT, "device type code", pt_device_count(wrong[i], &number));
        CHECK_FAILS_NEW(
            PT_ERROR_ARGUMENT, "memory format code",
            pt_aten_empty_memory_format(&size, 1, FLOAT32, PT_NONE, PT_NONE, NULL, wrong[i]));
    }
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "dtype code", pt_tensor_from_bytes(&size, 8, &size, 1, PT_NONE));
    CHECK_FAILS_NEW(
        PT_ERROR_ARGUMENT, "device type code", pt_aten_zeros(&size, 1, FLOAT32, PT_NONE, device(99, 0), NULL));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "device type code", pt_generator_new(INT64_MIN));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "device index", pt_generator_new(device(CPU, 200)));
    const pt_scalar scalar = {9, 0, 0, 0};
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "scalar kind", pt_aten_add_Tensor(tensor, tensor, &scalar));
}

/* What users do wrong, by the kind of error that LibTorch makes of it. */
static void statuses(void) {
    pt_tensor* three = counting(3);
    pt_tensor* square = pt_aten_zeros((const int64_t[]){2, 2}, 2, FLOAT32, PT_NONE, PT_NONE, NULL);
    CHECK_FAILS_NEW(PT_ERROR, "must match the size", pt_aten_add_Tensor(tensor, three, one()));
    CHECK_FAILS_NEW(PT_ERROR_INDEX, "out of range", pt_aten_select_int(three, 0, 3));
    CHECK_FAILS_NEW(PT_ERROR_INDEX, "Dimension out of range", pt_aten_select_int(three, 1, 0));
    CHECK_FAILS_NEW(PT_ERROR_LINALG, "singular", pt_aten_linalg_inv(square));
    CHECK_FAILS_NEW(
        PT_ERROR_NOT_IMPLEMENTED, "not implemented for 'Bits8'", pt_aten_eye(2, BITS8, PT_NONE, PT_NONE, NULL));
    /* A success leaves the latest error alone. */
    pt_tensor_free(pt_tensor_alias(three));
    CHECK(pt_error_status() != PT_OK);
    pt_tensor_free(three);
    pt_tensor_free(square);
}

int main(void) {
    CHECK_INT(PT_OK, pt_error_status());
    CHECK(strcmp("", pt_error_message()) == 0);
    pt_error* none = pt_error_keep();
    CHECK(strcmp("", pt_error_trace(none)) == 0);
    pt_error_free(none);
    pt_error_free(NULL);
    tensor = counting(2);
    null_tensors();
    null_generators();
    null_strings();
    lists();
    codes();
    statuses();
    pt_tensor_free(tensor);
    return test_result();
}
