/* random.h */
#include "tensors.h"

static const int64_t SIZE = 5;

static pt_tensor* draw(pt_generator* generator) {
    pt_tensor* a = pt_aten_rand_generator(&SIZE, 1, generator, FLOAT32, PT_NONE, PT_NONE, NULL);
    CHECK_NEW(a);
    return a;
}

/* Whether two tensors have the same elements; releases both. */
static int same(pt_tensor* a, pt_tensor* b) {
    float x[5], y[5];
    CHECK_OK(pt_tensor_to_bytes(a, x, sizeof x));
    CHECK_OK(pt_tensor_to_bytes(b, y, sizeof y));
    pt_tensor_free(a);
    pt_tensor_free(b);
    return memcmp(x, y, sizeof x) == 0;
}

static void own_generator(void) {
    pt_generator* a = pt_generator_new(device(CPU, -1));
    pt_generator* b = pt_generator_new(device(CPU, -1));
    CHECK_NEW(a);
    CHECK_INT(device(CPU, -1), pt_generator_device(a));
    CHECK(same(draw(a), draw(b)));
    int64_t seed = 0;
    CHECK_OK(pt_generator_manual_seed(a, -3));
    CHECK_OK(pt_generator_initial_seed(a, &seed));
    CHECK_INT(-3, seed);
    CHECK(!same(draw(a), draw(b)));
    CHECK_OK(pt_generator_manual_seed(a, 1));
    CHECK_OK(pt_generator_manual_seed(b, 1));
    CHECK(same(draw(a), draw(b)));
    CHECK(!same(draw(a), draw(a)));

    CHECK_OK(pt_generator_seed(a, &seed));
    CHECK_OK(pt_generator_manual_seed(b, seed));
    CHECK(same(draw(a), draw(b)));
    pt_generator_free(a);
    pt_generator_free(b);
    pt_generator_free(NULL);
}

static void state(void) {
    pt_generator* a = pt_generator_new(device(CPU, -1));
    pt_tensor* state = pt_generator_get_state(a);
    CHECK_NEW(state);
    CHECK_INT(UINT8, pt_tensor_dtype(state));
    pt_tensor* first = draw(a);
    CHECK_OK(pt_generator_set_state(a, state));
    CHECK(same(first, draw(a)));
    pt_tensor* three = counting(3);
    CHECK_FAILS(PT_ERROR_TYPE, "ByteTensor", pt_generator_set_state(a, three));
    CHECK_FAILS(PT_ERROR, "ndefined", pt_generator_set_state(a, pt_tensor_undefined()));
    const int64_t size = 7;
    pt_tensor* bytes = pt_aten_zeros(&size, 1, UINT8, PT_NONE, PT_NONE, NULL);
    CHECK_FAILS(PT_ERROR, "size", pt_generator_set_state(a, bytes));
    pt_tensor* all[] = {state, three, bytes};
    pt_tensors_free(all, 3);
    pt_generator_free(a);
}

static void default_generator(void) {
    pt_generator* a = pt_generator_default(device(CPU, -1));
    CHECK_NEW(a);
    CHECK_OK(pt_manual_seed(4242));
    int64_t seed = 0;
    CHECK_OK(pt_generator_initial_seed(a, &seed));
    CHECK_INT(4242, seed);
    pt_tensor* first = pt_aten_rand(&SIZE, 1, FLOAT32, PT_NONE, PT_NONE, NULL);
    CHECK_OK(pt_generator_manual_seed(a, 4242));
    CHECK(same(first, draw(NULL)));
    pt_generator_free(a);
    pt_generator_free(pt_generator_default(device(CPU, 0)));
    CHECK_OK(pt_manual_seed(4242));
    CHECK(!same(draw(NULL), draw(NULL)));
}

static void no_such_device(void) {
    CHECK_FAILS_NEW(PT_ERROR, "accelerator", pt_generator_new(device(META, -1)));
    CHECK_FAILS_NEW(PT_ERROR, "accelerator", pt_generator_default(device(META, -1)));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "device type", pt_generator_new(PT_NONE));
    if (pt_device_supported(CUDA) == 0) {
        CHECK_FAILS_NEW(PT_ERROR, "CUDA", pt_generator_new(device(CUDA, 0)));
        CHECK_FAILS_NEW(PT_ERROR, "CUDA", pt_generator_default(device(CUDA, 0)));
    }
}

int main(void) {
    own_generator();
    state();
    default_generator();
    no_such_device();
    return test_result();
}
