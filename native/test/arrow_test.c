/* arrow.h, with structures as a library that knows nothing of LibTorch declares them. */
#include "tensors.h"

typedef struct schema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct schema** children;
    struct schema* dictionary;
    void (*release)(struct schema*);
    void* private_data;
} schema;

typedef struct array {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct array** children;
    struct array* dictionary;
    void (*release)(struct array*);
    void* private_data;
} array;

static int arrays_released;
static int schemas_released;
static float elements[] = {0, 1, 2, 3};
static uint8_t all_but_the_third[] = {0xb};
static const void* buffers[] = {NULL, elements};
static const void* buffers_with_a_null[] = {all_but_the_third, elements};

static void release_array(array* self) {
    ++arrays_released;
    CHECK(self->private_data == elements);
    self->release = NULL;
}

static void release_schema(schema* self) {
    ++schemas_released;
    self->release = NULL;
}

static schema floats_schema(void) {
    const schema made = {"f", NULL, NULL, 0, 0, NULL, NULL, &release_schema, NULL};
    return made;
}

/* [1, 2, 3] */
static array three_floats(void) {
    const array made = {3, 0, 1, 2, 0, buffers, NULL, NULL, &release_array, elements};
    return made;
}

static void consumer(void) {
    const int64_t before = pt_memory_bytes();
    array array;
    schema schema;
    pt_tensor* tensor = two_by_three();
    pt_tensor* row = pt_aten_select_int(tensor, 0, 1);
    CHECK_NEW(row);
    CHECK_OK(pt_arrow_export(row, &array, &schema));
    pt_tensor_free(row);
    CHECK(strcmp(schema.format, "f") == 0);
    CHECK_INT(0, schema.n_children);
    CHECK_INT(3, array.length);
    CHECK_INT(0, array.null_count);
    CHECK_INT(0, array.offset);
    CHECK_INT(2, array.n_buffers);
    CHECK(array.buffers[0] == NULL);
    CHECK_FLOATS(tensor, 1, 2, 3, 4, 5, 6);
    pt_tensor_free(tensor);
    CHECK(((const float*)array.buffers[1])[2] == 6);
    schema.release(&schema);
    CHECK(schema.release == NULL);
    array.release(&array);
    CHECK(array.release == NULL);
    CHECK_INT(before, pt_memory_bytes());
}

static void producer(void) {
    array array = three_floats();
    schema schema = floats_schema();
    arrays_released = 0;
    schemas_released = 0;
    pt_tensor* tensor = pt_arrow_import(&array, &schema);
    CHECK_NEW(tensor);
    CHECK(array.release == NULL);
    CHECK(schema.release == NULL);
    CHECK_INT(1, schemas_released);
    CHECK_FLOATS(tensor, 1, 2, 3);
    void* data = NULL;
    CHECK_OK(pt_tensor_data(tensor, &data));
    CHECK(data == &elements[1]);
    CHECK_INT(0, arrays_released);
    pt_tensor_free(tensor);
    CHECK_INT(1, arrays_released);
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "released or moved", pt_arrow_import(&array, &schema));
}

static void counted_nulls(void) {
    array array = three_floats();
    schema schema = floats_schema();
    array.null_count = -1;
    array.buffers = buffers_with_a_null;
    array.length = 1;
    pt_tensor* tensor = pt_arrow_import(&array, &schema);
    CHECK_NEW(tensor);
    CHECK_FLOATS(tensor, 1);
    pt_tensor_free(tensor);
}

static void refused(pt_status status, const char* part, array array, schema schema) {
    arrays_released = 0;
    schemas_released = 0;
    CHECK_FAILS_NEW(status, part, pt_arrow_import(&array, &schema));
    CHECK_INT(0, arrays_released);
    CHECK_INT(0, schemas_released);
}

static void what_is_refused(void) {
    array array = three_floats();
    schema schema = floats_schema();
    schema.format = "u";
    refused(PT_ERROR_TYPE, "'u'", array, schema);
    schema = floats_schema();
    schema.release = NULL;
    refused(PT_ERROR_VALUE, "the schema has been released", array, schema);
    schema = floats_schema();
    array.null_count = 1;
    refused(PT_ERROR_VALUE, "has nulls", array, schema);
    array.null_count = -1;
    array.buffers = buffers_with_a_null;
    refused(PT_ERROR_VALUE, "has nulls", array, schema);
    array = three_floats();
    array.length = INT64_MAX;
    refused(PT_ERROR_VALUE, "from number 1 on", array, schema);
    array = three_floats();
    array.length = -1;
    refused(PT_ERROR_VALUE, "-1 elements", array, schema);
    array = three_floats();
    array.n_buffers = 3;
    refused(PT_ERROR_VALUE, "3 buffers", array, schema);
    array = three_floats();
    array.dictionary = &array;
    refused(PT_ERROR_TYPE, "dictionary", array, schema);
    array = three_floats();
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null ArrowArray", pt_arrow_import(NULL, &schema));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null ArrowSchema", pt_arrow_import(&array, NULL));
    pt_tensor* matrix = two_by_three();
    CHECK_FAILS(PT_ERROR_VALUE, "one dimension, and the tensor has 2", pt_arrow_export(matrix, &array, &schema));
    pt_tensor_free(matrix);
    const int64_t size = 2;
    pt_tensor* complex = pt_tensor_from_bytes(elements, sizeof elements, &size, 1, COMPLEX64);
    CHECK_NEW(complex);
    CHECK_FAILS(PT_ERROR_TYPE, "Arrow has no numbers of ComplexFloat", pt_arrow_export(complex, &array, &schema));
    pt_tensor_free(complex);
}

int main(void) {
    CHECK_OK(pt_memory_track());
    consumer();
    producer();
    counted_nulls();
    what_is_refused();
    return test_result();
}
