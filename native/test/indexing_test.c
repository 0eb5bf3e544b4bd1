/* indexing.h */
#include "tensors.h"

static const pt_index all = {PT_INDEX_SLICE, 0, INT64_MAX, 1, NULL};

static pt_index at(int64_t position) {
    const pt_index index = {PT_INDEX_INTEGER, position, 0, 0, NULL};
    return index;
}

static pt_index slice(int64_t start, int64_t stop, int64_t step) {
    const pt_index index = {PT_INDEX_SLICE, start, stop, step, NULL};
    return index;
}

static pt_index marker(pt_index_kind kind) {
    const pt_index index = {kind, 0, 0, 0, NULL};
    return index;
}

static pt_index boolean(int64_t value) {
    const pt_index index = {PT_INDEX_BOOLEAN, value, 0, 0, NULL};
    return index;
}

static pt_index selection(pt_tensor* tensor) {
    const pt_index index = {PT_INDEX_TENSOR, 0, 0, 0, tensor};
    return index;
}

static pt_tensor* longs(const int64_t* values, int64_t count) {
    pt_tensor* tensor = pt_tensor_from_bytes(values, count * (int64_t)sizeof(int64_t), &count, 1, INT64);
    CHECK_NEW(tensor);
    return tensor;
}

/* Reads with two indices, compares and releases. */
#define CHECK_READ(tensor, first, second, ...)              \
    do {                                                    \
        const pt_index read[] = {first, second};            \
        pt_tensor* part = pt_tensor_index(tensor, read, 2); \
        CHECK_NEW(part);                                    \
        CHECK_FLOATS(part, __VA_ARGS__);                    \
        pt_tensor_free(part);                               \
    } while (0)

static void reading(void) {
    pt_tensor* tensor = two_by_three();
    const int64_t positions[] = {2, 0};
    pt_tensor* picked = longs(positions, 2);
    CHECK_READ(tensor, at(1), at(-1), 6);
    CHECK_READ(tensor, all, at(0), 1, 4);
    CHECK_READ(tensor, all, slice(0, INT64_MAX, 2), 1, 3, 4, 6);
    CHECK_READ(tensor, marker(PT_INDEX_ELLIPSIS), at(1), 2, 5);
    CHECK_READ(tensor, marker(PT_INDEX_NEW_AXIS), at(1), 4, 5, 6);
    CHECK_READ(tensor, boolean(1), at(0), 1, 2, 3);
    CHECK_READ(tensor, all, selection(picked), 3, 1, 6, 4);
    pt_tensor_free(picked);
    pt_tensor_free(tensor);
}

static void views_and_copies(void) {
    pt_tensor* tensor = two_by_three();
    const int64_t position = 1;
    pt_tensor* picked = longs(&position, 1);
    const pt_index row = at(1);
    const pt_index rows = selection(picked);
    pt_tensor* parts[] = {
        pt_tensor_index(tensor, NULL, 0), pt_tensor_index(tensor, &row, 1), pt_tensor_index(tensor, &rows, 1)};
    const int64_t shared[] = {1, 1, 0};
    for (int i = 0; i < 3; ++i) {
        int64_t shares = -1;
        CHECK_NEW(parts[i]);
        CHECK(parts[i] != tensor);
        CHECK_OK(pt_tensor_shares_storage(tensor, parts[i], &shares));
        CHECK_INT(shared[i], shares);
    }
    pt_tensors_free(parts, 3);
    pt_tensor_free(picked);
    pt_tensor_free(tensor);
}

static void assigning(void) {
    pt_tensor* tensor = two_by_three();
    pt_tensor* column = counting(2);
    const pt_scalar nine = {PT_SCALAR_INT, 9, 0, 0};
    const pt_index second_column[] = {all, at(1)};
    const pt_index corner[] = {at(-1), slice(1, INT64_MAX, 1)};
    const pt_index nowhere = boolean(0);
    CHECK_OK(pt_tensor_set_index(tensor, second_column, 2, column));
    CHECK_FLOATS(tensor, 1, 1, 3, 4, 2, 6);
    CHECK_OK(pt_tensor_set_index_scalar(tensor, corner, 2, &nine));
    CHECK_FLOATS(tensor, 1, 1, 3, 4, 9, 9);
    CHECK_OK(pt_tensor_set_index_scalar(tensor, &nowhere, 1, &nine));
    CHECK_FLOATS(tensor, 1, 1, 3, 4, 9, 9);
    CHECK_OK(pt_tensor_set_index_scalar(tensor, NULL, 0, &nine));
    CHECK_FLOATS(tensor, 9, 9, 9, 9, 9, 9);
    pt_tensor_free(column);
    pt_tensor_free(tensor);
}

static void integers(void) {
    pt_tensor* tensor = two_by_three();
    pt_tensor* row = pt_tensor_at(tensor, -1);
    CHECK_NEW(row);
    const pt_index last = at(-1);
    pt_tensor* same = pt_tensor_index(tensor, &last, 1);
    CHECK_NEW(same);
    int64_t equal = 0;
    CHECK_OK(pt_aten_equal(row, same, &equal));
    CHECK_INT(1, equal);
    pt_tensor_free(same);
    pt_tensor_free(row);
    pt_tensor_free(tensor);
}

static void failures(void) {
    pt_tensor* tensor = two_by_three();
    pt_tensor* sparse = pt_aten_to_sparse(tensor, PT_NONE, NULL, 0, NULL);
    CHECK_NEW(sparse);
    const pt_index far = at(2);
    const pt_index backwards = slice(0, INT64_MAX, -1);
    const pt_index many[] = {all, all, all};
    const pt_index without_tensor = selection(NULL);
    const pt_index unknown = {99, 0, 0, 0, NULL};
    CHECK_FAILS_NEW(PT_ERROR_INDEX, "out of bounds for dimension 0 with size 2", pt_tensor_index(tensor, &far, 1));
    CHECK_FAILS_NEW(PT_ERROR_INDEX, "too many indices for tensor of dimension 2", pt_tensor_index(tensor, many, 3));
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "step must be greater than zero", pt_tensor_index(tensor, &backwards, 1));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_index(NULL, &far, 1));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_index(tensor, &without_tensor, 1));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown kind of index", pt_tensor_index(tensor, &unknown, 1));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null list", pt_tensor_index(tensor, NULL, 1));
    CHECK_FAILS_NEW(PT_ERROR, "undefined", pt_tensor_index(pt_tensor_undefined(), &far, 1));
    CHECK_FAILS_NEW(PT_ERROR_INDEX, "out of bounds for dimension 0 with size 2", pt_tensor_at(tensor, -3));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_at(NULL, 0));
    CHECK_FAILS_NEW(PT_ERROR, "undefined", pt_tensor_at(pt_tensor_undefined(), 0));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_set_index(tensor, NULL, 0, NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null scalar", pt_tensor_set_index_scalar(tensor, NULL, 0, NULL));
    CHECK_FAILS(PT_ERROR_TYPE, "Cannot assign to a sparse tensor", pt_tensor_set_index_scalar(sparse, NULL, 0, one()));
    pt_tensor_free(sparse);
    pt_tensor_free(tensor);
}

int main(void) {
    reading();
    views_and_copies();
    assigning();
    integers();
    failures();
    return test_result();
}
