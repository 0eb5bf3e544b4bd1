/* runtime.h, memory.h and, in a build without CUDA, cuda.h */
#include "tensors.h"

static void versions(void) {
    CHECK_INT(PT_ABI_VERSION, pt_abi_version());
    CHECK(strcmp("2.13.0", pt_libtorch_version()) == 0);
    CHECK(strcmp("2.13.0", pt_libtorch_build_version()) == 0);
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
    CHECK_INT(pt_cuda_device_count(), count);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "device type", pt_device_count(99, &count));
    CHECK_INT(1, pt_device_supported(CPU));
    CHECK_INT(1, pt_device_supported(META));
    CHECK_INT(pt_built_with_cuda(), pt_device_supported(CUDA));
    CHECK_INT(PT_NONE, pt_device_supported(99));
}

static void without_cuda(void) {
    int64_t numbers[PT_CUDA_MEMORY_COUNT];
    CHECK_INT(0, pt_cuda_is_available());
    CHECK_INT(0, pt_cuda_device_count());
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_current_device(numbers));
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_set_device(0));
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_synchronize(-1));
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_empty_cache());
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_memory_stats(0, numbers));
    CHECK_INT(0, pt_cuda_allocated_bytes());
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "without CUDA", pt_cuda_reset_peak_memory_stats(0));
    const int64_t two = 2;
    CHECK_FAILS_NEW(PT_ERROR_NOT_IMPLEMENTED, "CUDA", pt_aten_zeros(&two, 1, FLOAT32, PT_NONE, device(CUDA, 0), NULL));
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
    if (pt_built_with_cuda() == 0) {
        without_cuda();
    }
    out_of_memory();
    return test_result();
}
