/* The modes of autograd.h and runtime.h. */
#include "tensors.h"

static void inference_mode(void) {
    const int64_t size = 2;
    CHECK_INT(0, pt_inference_mode_enabled());
    pt_inference_mode* outer = pt_inference_mode_enter(1);
    CHECK_NEW(outer);
    CHECK_INT(1, pt_inference_mode_enabled());
    CHECK_INT(0, pt_grad_mode_enabled());
    pt_tensor* tensor = pt_aten_ones(&size, 1, PT_NONE, PT_NONE, PT_NONE, NULL);
    CHECK_NEW(tensor);
    pt_inference_mode* inner = pt_inference_mode_enter(0);
    CHECK_INT(0, pt_inference_mode_enabled());
    CHECK_INT(1, pt_grad_mode_enabled());
    pt_inference_mode_exit(inner);
    CHECK_INT(1, pt_inference_mode_enabled());
    pt_inference_mode_exit(outer);
    CHECK_INT(0, pt_inference_mode_enabled());
    CHECK_INT(1, pt_grad_mode_enabled());
    int64_t inference = -1;
    CHECK_OK(pt_aten_is_inference(tensor, &inference));
    CHECK_INT(1, inference);
    pt_tensor_free(tensor);
}

static int64_t write_stack(int64_t ret, int64_t capacity) {
    const char* text = "main() called sqrt()";
    CHECK(capacity > (int64_t)strlen(text));
    memcpy((char*)(intptr_t)ret, text, strlen(text));
    return (int64_t)strlen(text);
}

static void anomaly_mode(void) {
    const float minus_one = -1;
    int64_t enabled = -1;
    int64_t check_nan = -1;
    pt_string* trace = NULL;
    CHECK_OK(pt_anomaly_mode_set(1, 1, &write_stack));
    CHECK_OK(pt_anomaly_mode_get(&enabled, &check_nan));
    CHECK_INT(1, enabled);
    CHECK_INT(1, check_nan);
    pt_tensor* tensor = floats(&minus_one, 1);
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    pt_tensor* root = pt_aten_sqrt(tensor);
    CHECK_NEW(root);
    CHECK_FAILS(PT_ERROR, "'SqrtBackward0' returned nan values", pt_backward(&root, NULL, 1, 0, 0, NULL, 0));
    CHECK_OK(pt_anomaly_take_trace(&trace));
    CHECK_TEXT("Error detected in SqrtBackward0.", pt_string_text(trace));
    CHECK_TEXT("main() called sqrt()", pt_string_text(trace));
    pt_string_free(trace);
    CHECK_OK(pt_anomaly_take_trace(&trace));
    CHECK(trace == NULL);
    CHECK_OK(pt_anomaly_mode_set(0, 1, &write_stack));
    pt_tensor_free(root);
    pt_tensor_free(tensor);
}

static void determinism(void) {
    int64_t enabled = -1;
    int64_t warn_only = -1;
    CHECK_OK(pt_get_deterministic(&enabled, &warn_only));
    CHECK_INT(0, enabled);
    CHECK_OK(pt_set_deterministic(1, 1));
    CHECK_OK(pt_get_deterministic(&enabled, &warn_only));
    CHECK_INT(1, enabled);
    CHECK_INT(1, warn_only);
    CHECK_OK(pt_set_deterministic(0, 0));
    int64_t possible = -1;
    CHECK_OK(pt_set_flush_denormal(1, &possible));
    CHECK(possible == 0 || possible == 1);
    CHECK_OK(pt_set_flush_denormal(0, &possible));
}

static void autocast(void) {
    int64_t available = -1;
    int64_t enabled = -1;
    int64_t dtype = -1;
    CHECK_OK(pt_autocast_get(0, &available, &enabled, &dtype));
    CHECK_INT(1, available);
    CHECK_INT(0, enabled);
    const int64_t bfloat16 = dtype;
    pt_autocast* before = pt_autocast_enter(0, 1, 5, 0); /* float16 on the CPU */
    CHECK_NEW(before);
    CHECK_OK(pt_autocast_get(0, &available, &enabled, &dtype));
    CHECK_INT(1, enabled);
    CHECK_INT(5, dtype);
    CHECK_INT(0, pt_autocast_cache_enabled());
    pt_autocast_exit(before);
    CHECK_OK(pt_autocast_get(0, &available, &enabled, &dtype));
    CHECK_INT(0, enabled);
    CHECK_INT(bfloat16, dtype);
    CHECK_INT(1, pt_autocast_cache_enabled());
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown dtype", pt_autocast_enter(0, 1, -7, 0));
}

int main(void) {
    autocast();
    inference_mode();
    anomaly_mode();
    determinism();
    return test_result();
}
