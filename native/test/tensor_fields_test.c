/* tensor_fields.h: a tensor's memory says what the functions say. */
#include "tensors.h"

#include <string.h>

static int64_t word(const pt_tensor* tensor, int64_t distance) {
    int64_t value;
    memcpy(&value, (const char*)tensor + distance, sizeof value);
    return value;
}

static void dense_tensor(const pt_tensor_fields* fields) {
    pt_tensor* a = two_by_three();
    pt_tensor* column = pt_aten_select_int(a, 1, 2);
    CHECK_NEW(column);
    int16_t dtype;
    memcpy(&dtype, (const char*)a + fields->dtype, sizeof dtype);
    CHECK_INT(FLOAT32, dtype);
    CHECK_INT(0, word(a, fields->keys) & fields->other_keys);
    CHECK_INT(2, word(a, fields->dim));
    CHECK_INT(2, word(a, fields->sizes));
    CHECK_INT(3, word(a, fields->sizes + 8));
    CHECK_INT(3, word(a, fields->strides));
    CHECK_INT(1, word(a, fields->strides + 8));
    CHECK_INT(6, word(a, fields->numel));
    CHECK_INT(0, word(a, fields->storage_offset));
    CHECK_INT(1, word(column, fields->dim));
    CHECK_INT(2, word(column, fields->sizes));
    CHECK_INT(3, word(column, fields->strides));
    CHECK_INT(2, word(column, fields->storage_offset));
    pt_tensor_free(column);
    pt_tensor_free(a);
}

static void other_kinds(const pt_tensor_fields* fields) {
    const int64_t sizes[] = {2, 3};
    pt_tensor* meta = pt_aten_zeros(sizes, 2, FLOAT32, STRIDED, device(META, 255), NULL);
    CHECK_NEW(meta);
    CHECK((word(meta, fields->keys) & fields->other_keys) != 0);
    pt_tensor_free(meta);
    pt_tensor* a = two_by_three();
    pt_tensor* sparse = pt_aten_to_sparse_sparse_dim(a, 2);
    CHECK_NEW(sparse);
    CHECK((word(sparse, fields->keys) & fields->other_keys) != 0);
    pt_tensor_free(sparse);
    pt_tensor_free(a);
}

int main(void) {
    pt_tensor_fields fields;
    CHECK_OK(pt_tensor_fields_find(&fields));
    dense_tensor(&fields);
    other_kinds(&fields);
    CHECK_INT(0, *pt_tensor_fields_changes() % 2);
    return test_result();
}
