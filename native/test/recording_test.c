/* recording.h */
#include "tensors.h"

/* A new recording of the sum of weight * x, and what it gave. */
static pt_recording* recorded(pt_tensor* weight, pt_tensor* x, pt_tensor** ret) {
    pt_recording* recording = pt_recording_begin(&x, 1, &weight, 1);
    CHECK_NEW(recording);
    CHECK_INT(1, pt_recording_is_active());
    pt_tensor* product = pt_aten_mul_Tensor(weight, x);
    *ret = pt_aten_sum(product, PT_NONE);
    CHECK_NEW(*ret);
    CHECK_OK(pt_backward(ret, NULL, 1, 0, 0, NULL, 0));
    pt_tensor_free(product);
    pt_recording_stop();
    CHECK_INT(0, pt_recording_is_active());
    CHECK_OK(pt_recording_finish(recording, ret, 1));
    return recording;
}

static void replays(void) {
    const float others[] = {5, 7, 11};
    pt_tensor* weight = counting(3);
    pt_tensor* x = counting(3);
    pt_tensor* other = floats(others, 3);
    pt_tensor* longer = counting(4);
    pt_tensor* sum = NULL;
    CHECK_OK(pt_tensor_set_requires_grad(weight, 1));
    pt_recording* recording = recorded(weight, x, &sum);
    CHECK_FLOATS(sum, 14);
    pt_tensor_free(sum);

    int64_t fits = 0;
    CHECK_OK(pt_recording_replay(recording, &other, 1, &sum, &fits));
    CHECK_INT(1, fits);
    CHECK_FLOATS(sum, 52);
    pt_tensor* gradient = pt_tensor_grad(weight);
    CHECK_FLOATS(gradient, 5, 7, 11);
    pt_tensor_free(gradient);
    pt_tensor_free(sum);

    sum = NULL;
    CHECK_OK(pt_recording_replay(recording, &longer, 1, &sum, &fits));
    CHECK_INT(0, fits);
    CHECK_INT(1, sum == NULL);
    gradient = pt_tensor_grad(weight);
    CHECK_FLOATS(gradient, 5, 7, 11);
    pt_tensor_free(gradient);
    pt_recording_free(recording);
    pt_tensor_free(longer);
    pt_tensor_free(other);
    pt_tensor_free(x);
    pt_tensor_free(weight);
}

static void failures(void) {
    pt_tensor* tensor = counting(2);
    float elements[2];
    pt_tensor* none = NULL;
    int64_t fits = 0;
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null recording", pt_recording_finish(NULL, NULL, 0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null recording", pt_recording_replay(NULL, NULL, 0, &none, &fits));
    pt_recording* recording = pt_recording_begin(NULL, 0, NULL, 0);
    CHECK_NEW(recording);
    CHECK_FAILS(PT_ERROR, "cannot read elements", pt_tensor_to_bytes(tensor, elements, sizeof elements));
    CHECK_FAILS_NEW(PT_ERROR, "cannot be part of another one", pt_recording_begin(NULL, 0, NULL, 0));
    pt_recording_stop();
    CHECK_OK(pt_tensor_to_bytes(tensor, elements, sizeof elements));
    pt_recording_free(recording);
    pt_tensor_free(tensor);
}

int main(void) {
    replays();
    failures();
    return test_result();
}
