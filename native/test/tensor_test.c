/* tensor.h: life, what a tensor is, elements in and out. */
#include "tensors.h"

static void life(void) {
    pt_tensor* a = counting(3);
    pt_tensor* b = pt_tensor_alias(a);
    CHECK_NEW(b);
    pt_tensor_free(a);
    CHECK_FLOATS(b, 1, 2, 3);
    pt_tensor* many[] = {b, NULL, counting(2), pt_tensor_undefined()};
    pt_tensors_free(many, 4);
    pt_tensors_free(NULL, 0);
    pt_tensor_free(NULL);
}

static void undefined(void) {
    pt_tensor* none = pt_tensor_undefined();
    CHECK_NEW(none);
    CHECK(none == pt_tensor_undefined());
    CHECK_INT(PT_NONE, pt_tensor_dtype(none));
    CHECK_INT(PT_NONE, pt_tensor_device(none));
    for (int i = 0; i < 3; ++i) {
        pt_tensor_free(none);
    }
    int64_t number = 7;
    CHECK_OK(pt_tensor_storage_bytes(none, &number));
    CHECK_INT(0, number);
    number = 7;
    CHECK_OK(pt_tensor_storage_id(none, &number));
    CHECK_INT(0, number);
}

static void lists(void) {
    pt_tensor* a = two_by_three();
    pt_tensor_list* list = pt_aten_unbind_int(a, 1);
    CHECK_NEW(list);
    CHECK_INT(3, pt_tensor_list_size(list));
    pt_tensor* columns[3];
    pt_tensor_list_take(list, columns);
    CHECK_INT(0, pt_tensor_list_size(list));
    pt_tensor_list_free(list);
    CHECK_FLOATS(columns[0], 1, 4);
    CHECK_FLOATS(columns[2], 3, 6);
    pt_tensors_free(columns, 3);

    pt_tensor_list_free(pt_aten_unbind_int(a, 0)); /* with its tensors */
    pt_tensor_list_free(NULL);
    pt_tensor_list_take(NULL, NULL);
    CHECK_INT(0, pt_tensor_list_size(NULL));
    pt_tensor_free(a);
}

static void shape(void) {
    pt_tensor* a = two_by_three();
    pt_tensor* b = pt_aten_transpose_int(a, 0, 1);
    pt_tensor* c = pt_aten_narrow(b, 0, 1, 2); /* columns 1 and 2 of a, as rows */
    int64_t numbers[2] = {0, 0};
    CHECK_INT(FLOAT32, pt_tensor_dtype(c));
    CHECK_INT(device(CPU, -1), pt_tensor_device(c));
    CHECK_INT(STRIDED, pt_tensor_layout(c));
    CHECK_INT(0, pt_tensor_is_nested(c));
    CHECK_INT(2, pt_tensor_dim(c));
    CHECK_OK(pt_tensor_sizes(b, numbers, 2));
    CHECK(numbers[0] == 3 && numbers[1] == 2);
    CHECK_OK(pt_tensor_strides(b, numbers, 2));
    CHECK(numbers[0] == 1 && numbers[1] == 3);
    CHECK_FAILS(PT_ERROR, "", pt_tensor_sizes(b, numbers, 1));
    CHECK_FAILS(PT_ERROR, "", pt_tensor_strides(b, numbers, 3));
    CHECK_OK(pt_tensor_numel(c, numbers));
    CHECK_INT(4, numbers[0]);
    CHECK_OK(pt_tensor_storage_offset(c, numbers));
    CHECK_INT(1, numbers[0]);
    CHECK_OK(pt_tensor_storage_bytes(c, numbers));
    CHECK_INT(24, numbers[0]);
    CHECK_OK(pt_tensor_shares_storage(a, c, numbers));
    CHECK_INT(1, numbers[0]);
    pt_tensor* d = two_by_three();
    CHECK_OK(pt_tensor_shares_storage(a, d, numbers));
    CHECK_INT(0, numbers[0]);
    CHECK_OK(pt_tensor_shares_storage(a, pt_tensor_undefined(), numbers));
    CHECK_INT(0, numbers[0]);
    int64_t ids[3];
    CHECK_OK(pt_tensor_storage_id(a, &ids[0]));
    CHECK_OK(pt_tensor_storage_id(c, &ids[1]));
    CHECK_OK(pt_tensor_storage_id(d, &ids[2]));
    CHECK(ids[0] != 0 && ids[0] == ids[1] && ids[0] != ids[2]);
    CHECK_FLOATS(c, 2, 5, 3, 6);

    void *data_of_a, *data_of_c;
    CHECK_OK(pt_tensor_data(a, &data_of_a));
    CHECK_OK(pt_tensor_data(c, &data_of_c));
    CHECK((float*)data_of_c == (float*)data_of_a + 1);
    ((float*)data_of_c)[0] = 20;
    CHECK_FLOATS(a, 1, 20, 3, 4, 5, 6);
    pt_tensor* all[] = {a, b, c, d};
    pt_tensors_free(all, 4);
}

static void bytes_of_every_dtype(void) {
    for (int64_t dtype = 0; dtype < 64; ++dtype) {
        /* 16 bytes hold at least one element of each, and two of all but the largest. */
        char given[32], got[32] = {0};
        for (int i = 0; i < 32; ++i) {
            given[i] = (char)(dtype == BOOL ? i % 2 : 3 * i + 1);
        }
        for (int64_t size = 1; size <= 16; size *= 2) {
            const int64_t two = 2;
            pt_tensor* a = pt_tensor_from_bytes(given, 2 * size, &two, 1, dtype);
            if (a != NULL) {
                CHECK_INT(dtype, pt_tensor_dtype(a));
                CHECK_OK(pt_tensor_to_bytes(a, got, 2 * size));
                CHECK(memcmp(given, got, (size_t)(2 * size)) == 0);
                CHECK_FAILS(PT_ERROR_VALUE, "bytes", pt_tensor_to_bytes(a, got, 2 * size - 1));
            }
            pt_tensor_free(a);
        }
    }
}

static void empty(void) {
    const int64_t sizes[] = {2, 0};
    pt_tensor* a = pt_tensor_from_bytes(NULL, 0, sizes, 2, INT64);
    CHECK_NEW(a);
    CHECK_OK(pt_tensor_to_bytes(a, NULL, 0));
    pt_tensor* scalar = pt_tensor_from_bytes(sizes, 8, NULL, 0, INT64);
    CHECK_INT(0, pt_tensor_dim(scalar));
    CHECK(item(scalar) == 2);
    pt_tensor_free(a);
    pt_tensor_free(scalar);
}

/* Tensors whose memory is not what they say. */
static void bytes_of_odd_tensors(void) {
    const float values[] = {1, 2, 3, -4};
    const int64_t two = 2;
    pt_tensor* a = pt_tensor_from_bytes(values, sizeof values, &two, 1, COMPLEX64);
    pt_tensor* conjugate = pt_aten__conj(a);
    float got[4] = {0};
    void* data;
    CHECK_OK(pt_tensor_to_bytes(conjugate, got, sizeof got));
    CHECK(got[0] == 1 && got[1] == -2 && got[2] == 3 && got[3] == 4);
    CHECK_FAILS(PT_ERROR, "resolveConj", pt_tensor_data(conjugate, &data));

    pt_tensor* b = counting(2);
    pt_tensor* negative = pt_aten__neg_view(b);
    CHECK_FLOATS(negative, -1, -2);

    pt_tensor* sparse = pt_aten_to_sparse(b, PT_NONE, NULL, 0, NULL);
    CHECK_NEW(sparse);
    CHECK_INT(SPARSE, pt_tensor_layout(sparse));
    CHECK_FAILS(PT_ERROR_TYPE, "Sparse", pt_tensor_to_bytes(sparse, got, 8));
    CHECK_FAILS(PT_ERROR_TYPE, "Sparse", pt_tensor_data(sparse, &data));

    pt_tensor* meta = pt_aten_zeros(&two, 1, FLOAT32, PT_NONE, device(META, -1), NULL);
    CHECK_INT(device(META, 0), pt_tensor_device(meta) & ~(int64_t)PT_DEVICE_INDEX_MASK);
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "meta", pt_tensor_to_bytes(meta, got, 8));

    pt_tensor* nested = pt_aten__nested_tensor_from_tensor_list(&b, 1, PT_NONE, PT_NONE, PT_NONE, NULL);
    CHECK_NEW(nested);
    int64_t sizes[8];
    CHECK_FAILS(PT_ERROR_TYPE, "nested", pt_tensor_to_bytes(nested, got, 8));
    CHECK_FAILS(PT_ERROR, "sizes", pt_tensor_sizes(nested, sizes, 2));

    pt_tensor* all[] = {a, conjugate, b, negative, sparse, meta, nested};
    pt_tensors_free(all, 7);
}

static pt_scalar item_of(const void* data, int64_t count, int64_t dtype) {
    pt_scalar scalar = {-1, -1, -1, -1};
    pt_tensor* a = pt_tensor_from_bytes(data, count, NULL, 0, dtype);
    CHECK_OK(pt_tensor_item(a, &scalar));
    pt_tensor_free(a);
    return scalar;
}

static void items(void) {
    const int64_t whole = -5;
    const uint64_t large = UINT64_MAX - 1;
    const double real = 0.1;
    const float complex[] = {1.5F, -2.5F};
    const char truth = 1;
    pt_scalar scalar = item_of(&whole, 8, INT64);
    CHECK(scalar.kind == PT_SCALAR_INT && scalar.integer == -5);
    scalar = item_of(&large, 8, UINT64);
    CHECK(scalar.kind == PT_SCALAR_UINT && (uint64_t)scalar.integer == large);
    scalar = item_of(&real, 8, FLOAT64);
    CHECK(scalar.kind == PT_SCALAR_DOUBLE && scalar.real == 0.1);
    scalar = item_of(complex, 8, COMPLEX64);
    CHECK(scalar.kind == PT_SCALAR_COMPLEX && scalar.real == 1.5 && scalar.imag == -2.5);
    scalar = item_of(&truth, 1, BOOL);
    CHECK(scalar.kind == PT_SCALAR_BOOL && scalar.integer == 1);

    pt_tensor* three = counting(3);
    CHECK_FAILS(PT_ERROR, "a Tensor with 3 elements cannot be converted to Scalar", pt_tensor_item(three, &scalar));
    CHECK_FAILS(PT_ERROR, "", pt_tensor_item(pt_tensor_undefined(), &scalar));
    pt_tensor_free(three);
}

/* Small floats: bfloat16, half, complex half and the five of eight bits; each is 2, or 2 + 0i, in its own bits. */
static void items_of_small_floats(void) {
    static const struct {
        int64_t dtype;
        int64_t count;
        uint32_t bits;
    } twos[] = {{5, 2, 0x4000}, {15, 2, 0x4000}, {8, 4, 0x00004000}, {23, 1, 0x40},
                {24, 1, 0x40},  {25, 1, 0x44},   {26, 1, 0x48},      {44, 1, 0x80}};
    for (size_t i = 0; i < sizeof twos / sizeof twos[0]; ++i) {
        const pt_scalar scalar = item_of(&twos[i].bits, twos[i].count, twos[i].dtype);
        CHECK_INT(twos[i].dtype == 8 ? PT_SCALAR_COMPLEX : PT_SCALAR_DOUBLE, scalar.kind);
        CHECK(scalar.real == 2 && scalar.imag == 0);
    }
}

static void byte_counts(void) {
    const float values[6] = {0};
    const int64_t sizes[] = {2, 3}, negative[] = {2, -3}, huge[] = {INT64_MAX, INT64_MAX, 2};
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "has 24 bytes, not 20", pt_tensor_from_bytes(values, 20, sizes, 2, FLOAT32));
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "has 24 bytes, not -24", pt_tensor_from_bytes(values, -24, sizes, 2, FLOAT32));
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "too large", pt_tensor_from_bytes(values, 24, huge, 3, FLOAT32));
    CHECK_FAILS_NEW(PT_ERROR, "negative dimension", pt_tensor_from_bytes(values, 24, negative, 2, FLOAT32));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null data", pt_tensor_from_bytes(NULL, 24, sizes, 2, FLOAT32));
    pt_tensor* a = two_by_three();
    CHECK_FAILS(PT_ERROR_VALUE, "has 24 bytes, not 28", pt_tensor_to_bytes(a, (void*)values, 28));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null data", pt_tensor_to_bytes(a, NULL, 24));
    pt_tensor_free(a);
}

int main(void) {
    life();
    undefined();
    lists();
    shape();
    bytes_of_every_dtype();
    empty();
    bytes_of_odd_tensors();
    items();
    items_of_small_floats();
    byte_counts();
    return test_result();
}
