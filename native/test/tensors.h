#ifndef PANAMATORCH_TEST_TENSORS_H
#define PANAMATORCH_TEST_TENSORS_H

/* Short ways to make and read tensors in the C tests. */

#include "check.h"
#include "panamatorch.h"

/* c10::ScalarType, c10::Layout and c10::DeviceType; convert_test.cpp compares these with LibTorch's. */
enum {
    UINT8 = 0,
    INT64 = 4,
    FLOAT32 = 6,
    FLOAT64 = 7,
    COMPLEX64 = 9,
    BOOL = 11,
    BITS8 = 21,
    UINT64 = 29,
    STRIDED = 0,
    SPARSE = 1,
    CPU = 0,
    CUDA = 1,
    META = 14
};

static inline int64_t device(int64_t type, int64_t index) {
    return (type << PT_DEVICE_TYPE_SHIFT) | (index & PT_DEVICE_INDEX_MASK);
}

static inline pt_tensor* floats(const float* values, int64_t count) {
    pt_tensor* tensor = pt_tensor_from_bytes(values, count * (int64_t)sizeof(float), &count, 1, FLOAT32);
    CHECK_NEW(tensor);
    return tensor;
}

/* [1, 2, ..., count] */
static inline pt_tensor* counting(int64_t count) {
    float values[64];
    for (int64_t i = 0; i < count; ++i) {
        values[i] = (float)(i + 1);
    }
    return floats(values, count);
}

/* Two rows and three columns: [[1, 2, 3], [4, 5, 6]]. */
static inline pt_tensor* two_by_three(void) {
    const float values[] = {1, 2, 3, 4, 5, 6};
    const int64_t sizes[] = {2, 3};
    pt_tensor* tensor = pt_tensor_from_bytes(values, sizeof values, sizes, 2, FLOAT32);
    CHECK_NEW(tensor);
    return tensor;
}

static inline void check_floats(
    const float* wanted, int64_t count, const pt_tensor* tensor, const char* text, const char* file, int line) {
    float got[64] = {0};
    check_status(PT_OK, pt_tensor_to_bytes(tensor, got, count * (int64_t)sizeof(float)), text, file, line);
    for (int64_t i = 0; i < count; ++i) {
        if (got[i] != wanted[i]) {
            ++checks_failed;
            fprintf(
                stderr, "%s:%d: %s[%d] is %g, not %g\n", file, line, text, (int)i, (double)got[i], (double)wanted[i]);
        }
    }
}

/* The elements of a tensor of float32, in the order of its indices. */
#define CHECK_FLOATS(tensor, ...)                                                                                 \
    do {                                                                                                          \
        const float wanted_floats[] = {__VA_ARGS__};                                                              \
        check_floats(                                                                                             \
            wanted_floats, (int64_t)(sizeof wanted_floats / sizeof(float)), tensor, #tensor, __FILE__, __LINE__); \
    } while (0)

static inline double item(const pt_tensor* tensor) {
    pt_scalar scalar = {0, 0, 0, 0};
    CHECK_OK(pt_tensor_item(tensor, &scalar));
    return scalar.kind == PT_SCALAR_DOUBLE ? scalar.real : (double)scalar.integer;
}

static inline const pt_scalar* one(void) {
    static const pt_scalar value = {PT_SCALAR_INT, 1, 0, 0};
    return &value;
}

#endif
