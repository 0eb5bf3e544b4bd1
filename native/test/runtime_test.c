/* runtime.h, memory.h and backends.h */
#include "tensors.h"

static void versions(void) {
    CHECK_INT(PT_ABI_VERSION, pt_abi_version());
    CHECK(strcmp(LIBTORCH_VERSION, pt_libtorch_version()) == 0);
    CHECK(strcmp(LIBTORCH_VERSION, pt_libtorch_build_version()) == 0);
}

static void threads(void) {
    int64_t count = 0;
    CHECK_OK(pt_set_num_threads(3));
    CHECK_OK(pt_get_num_threads(&count));
    CHECK_INT(3, count);
    CHECK_FAILS(PT_ERROR, "positive", pt_set_num_threads(0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "int", pt_set_num_threads((int64_t)1 << 40));
    CHECK_OK(pt_set_num_threads(1));
    CHECK_OK(pt_set_num_interop_threads(2));
    CHECK_OK(pt_get_num_interop_threads(&count));
    CHECK_INT(2, count);
    CHECK_FAILS(PT_ERROR, "interop threads", pt_set_num_interop_threads(3));
}

static void default_dtype(void) {
    int64_t dtype = -1;
    CHECK_OK(pt_get_default_dtype(&dtype));
    CHECK_INT(FLOAT32, dtype);
    CHECK_OK(pt_set_default_dtype(FLOAT64));
    CHECK_OK(pt_get_default_dtype(&dtype));
    CHECK_INT(FLOAT64, dtype);
    pt_tensor* a = pt_aten_zeros(NULL, 0, PT_NONE, PT_NONE, PT_NONE, NULL);
    CHECK_INT(FLOAT64, pt_tensor_dtype(a));
    pt_tensor_free(a);
    CHECK_FAILS(PT_ERROR_TYPE, "only floating-point types", pt_set_default_dtype(INT64));
    CHECK_OK(pt_set_default_dtype(FLOAT32));
}

static void devices(void) {
    int64_t count = -1;
    CHECK_OK(pt_device_count(CPU, &count));
    CHECK_INT(1, count);
    CHECK_OK(pt_device_count(CUDA, &count));
    CHECK(count >= 0);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "device type", pt_device_count(99, &count));
    CHECK_INT(1, pt_device_supported(CPU));
    CHECK_INT(1, pt_device_supported(META));
    CHECK_INT(PT_NONE, pt_device_supported(99));
}

static void without_cuda(void) {
    CHECK_INT(PT_NONE, pt_cuda_runtime_version());
    CHECK_INT(PT_NONE, pt_cudnn_version());
    const int64_t two = 2;
    CHECK_FAILS_NEW(PT_ERROR_NOT_IMPLEMENTED, "CUDA", pt_aten_zeros(&two, 1, FLOAT32, PT_NONE, device(CUDA, 0), NULL));
}

/* Each flag is its own: set alone, all others stay. */
static void backend_flags(void) {
    int64_t before[PT_DETERMINISTIC_FILL + 1];
    for (int64_t flag = 0; flag <= PT_DETERMINISTIC_FILL; ++flag) {
        CHECK_OK(pt_backend_get(flag, &before[flag]));
    }
    for (int64_t flag = 0; flag <= PT_DETERMINISTIC_FILL; ++flag) {
        CHECK_OK(pt_backend_set(flag, !before[flag]));
        for (int64_t other = 0; other <= PT_DETERMINISTIC_FILL; ++other) {
            int64_t value = -1;
            CHECK_OK(pt_backend_get(other, &value));
            CHECK_INT(other == flag ? !before[other] : before[other], value);
        }
        CHECK_OK(pt_backend_set(flag, before[flag]));
    }
    CHECK_FAILS(PT_ERROR_ARGUMENT, "flag", pt_backend_set(PT_DETERMINISTIC_FILL + 1, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "flag", pt_backend_get(-1, before));
}

static void numbers_of_backends(void) {
    int64_t value = -1;
    CHECK_OK(pt_cudnn_get_benchmark_limit(&value));
    CHECK_INT(10, value);
    CHECK_OK(pt_cudnn_set_benchmark_limit(3));
    CHECK_OK(pt_cudnn_get_benchmark_limit(&value));
    CHECK_INT(3, value);
    CHECK_OK(pt_cudnn_set_benchmark_limit(10));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "int", pt_cudnn_set_benchmark_limit(-1));
    CHECK_OK(pt_get_float32_matmul_precision(&value));
    CHECK_INT(PT_MATMUL_HIGHEST, value);
    CHECK_OK(pt_set_float32_matmul_precision(PT_MATMUL_MEDIUM));
    CHECK_OK(pt_get_float32_matmul_precision(&value));
    CHECK_INT(PT_MATMUL_MEDIUM, value);
    CHECK_OK(pt_set_float32_matmul_precision(PT_MATMUL_HIGHEST));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "precision", pt_set_float32_matmul_precision(3));
}

static void out_of_memory(void) {
    const int64_t sizes[] = {(int64_t)1 << 40, 1 << 10};
    CHECK_FAILS_NEW(
        PT_ERROR_OUT_OF_MEMORY, "memory",
        pt_aten_empty_memory_format(sizes, 2, FLOAT64, PT_NONE, PT_NONE, NULL, PT_NONE));
}

int main(void) {
    versions();
    threads();
    default_dtype();
    devices();
    if (pt_device_supported(CUDA) == 0) {
        without_cuda();
    }
    backend_flags();
    numbers_of_backends();
    out_of_memory();
    return test_result();
}
