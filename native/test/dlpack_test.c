/* dlpack.h, with structures as a library that knows nothing of LibTorch declares them. */
#include "tensors.h"

typedef struct dl_tensor {
    void* data;
    int32_t device_type;
    int32_t device_id;
    int32_t ndim;
    uint8_t code;
    uint8_t bits;
    uint16_t lanes;
    int64_t* shape;
    int64_t* strides;
    uint64_t byte_offset;
} dl_tensor;

typedef struct legacy {
    dl_tensor tensor;
    void* context;
    void (*deleter)(struct legacy*);
} legacy;

typedef struct versioned {
    uint32_t major;
    uint32_t minor;
    void* context;
    void (*deleter)(struct versioned*);
    uint64_t flags;
    dl_tensor tensor;
} versioned;

enum {
    ON_CPU = 1,
    ON_CUDA = 2,
    INT = 0,
    UINT = 1,
    FLOAT = 2,
    READ_ONLY = 1,
    LEGACY = 0,
    VERSIONED = 1
};

static int legacy_deleted;
static int versioned_deleted;

static void delete_legacy(legacy* self) {
    ++legacy_deleted;
    CHECK(self->context == &legacy_deleted);
}

static void delete_versioned(versioned* self) {
    ++versioned_deleted;
    CHECK(self->context == &versioned_deleted);
}

static float elements[] = {0, 1, 2, 3, 4, 5, 6};
static int64_t sizes[] = {2, 3};
static int64_t columns_first[] = {1, 2};

/* [[1, 2, 3], [4, 5, 6]] */
static dl_tensor two_rows(void) {
    const dl_tensor tensor = {elements, ON_CPU, 0, 2, FLOAT, 32, 1, sizes, NULL, sizeof(float)};
    return tensor;
}

static legacy legacy_rows(void) {
    const legacy managed = {two_rows(), &legacy_deleted, &delete_legacy};
    return managed;
}

static versioned versioned_rows(uint64_t flags) {
    const versioned managed = {1, 3, &versioned_deleted, &delete_versioned, flags, two_rows()};
    return managed;
}

static void consumer_of_legacy(void) {
    pt_tensor* tensor = two_by_three();
    pt_tensor* transposed = pt_aten_t(tensor);
    CHECK_NEW(transposed);
    pt_capsule* capsule = pt_capsule_of_tensor(transposed, LEGACY);
    CHECK_NEW(capsule);
    pt_tensor_free(transposed);
    legacy* managed = pt_capsule_get(capsule);
    CHECK(managed == pt_capsule_take(capsule));
    CHECK(pt_capsule_get(capsule) == NULL);
    CHECK(pt_capsule_take(capsule) == NULL);
    pt_capsule_free(capsule);
    CHECK_INT(ON_CPU, managed->tensor.device_type);
    CHECK_INT(0, managed->tensor.device_id);
    CHECK_INT(FLOAT, managed->tensor.code);
    CHECK_INT(32, managed->tensor.bits);
    CHECK_INT(1, managed->tensor.lanes);
    CHECK_INT(2, managed->tensor.ndim);
    CHECK_INT(3, managed->tensor.shape[0]);
    CHECK_INT(2, managed->tensor.shape[1]);
    CHECK_INT(1, managed->tensor.strides[0]);
    CHECK_INT(3, managed->tensor.strides[1]);
    CHECK_INT(0, (int64_t)managed->tensor.byte_offset);
    ((float*)managed->tensor.data)[5] = 60;
    CHECK_FLOATS(tensor, 1, 2, 3, 4, 5, 60);
    pt_tensor_free(tensor);
    CHECK(((float*)managed->tensor.data)[5] == 60);
    managed->deleter(managed);
}

static void consumer_of_versioned(void) {
    pt_tensor* tensor = two_by_three();
    pt_tensor* row = pt_aten_select_int(tensor, 0, 1);
    CHECK_NEW(row);
    pt_capsule* capsule = pt_capsule_of_tensor(row, VERSIONED);
    CHECK_NEW(capsule);
    versioned* managed = pt_capsule_take(capsule);
    pt_capsule_free(capsule);
    CHECK_INT(1, managed->major);
    CHECK_INT(0, (int64_t)managed->flags);
    CHECK_INT(1, managed->tensor.ndim);
    CHECK_INT(3, managed->tensor.shape[0]);
    CHECK(((float*)managed->tensor.data)[0] == 4);
    managed->deleter(managed);
    /* What others may be looking at stays where it is. */
    const int64_t larger = 1000;
    CHECK_FAILS(PT_ERROR, "not resizable", pt_aten_resize_(tensor, &larger, 1, PT_NONE));
    pt_tensor_free(row);
    pt_tensor_free(tensor);
}

static void capsule_that_nobody_takes(void) {
    const int64_t before = pt_memory_bytes();
    pt_tensor* tensor = two_by_three();
    pt_capsule* ours = pt_capsule_of_tensor(tensor, VERSIONED);
    CHECK_NEW(ours);
    pt_tensor_free(tensor);
    CHECK(pt_memory_bytes() > before);
    pt_capsule_free(ours);
    CHECK_INT(before, pt_memory_bytes());

    legacy theirs = legacy_rows();
    legacy_deleted = 0;
    pt_capsule* capsule = pt_capsule_of_managed(&theirs, LEGACY);
    CHECK_NEW(capsule);
    pt_capsule_free(capsule);
    CHECK_INT(1, legacy_deleted);
    pt_capsule_free(NULL);
    CHECK(pt_capsule_get(NULL) == NULL);
    CHECK(pt_capsule_take(NULL) == NULL);
}

static pt_tensor* tensor_of(void* managed, int64_t is_versioned) {
    pt_capsule* capsule = pt_capsule_of_managed(managed, is_versioned);
    CHECK_NEW(capsule);
    pt_tensor* tensor = pt_capsule_to_tensor(capsule);
    CHECK_NEW(tensor);
    CHECK_FAILS_NEW(PT_ERROR, "has been taken", pt_capsule_to_tensor(capsule));
    pt_capsule_free(capsule);
    return tensor;
}

static void producer_of_legacy(void) {
    legacy managed = legacy_rows();
    managed.tensor.strides = columns_first;
    legacy_deleted = 0;
    pt_tensor* tensor = tensor_of(&managed, LEGACY);
    CHECK_FLOATS(tensor, 1, 3, 5, 2, 4, 6);
    pt_tensor* row = pt_aten_select_int(tensor, 0, 1);
    CHECK_NEW(row);
    pt_tensor_free(tensor);
    elements[4] = 40;
    CHECK_FLOATS(row, 2, 40, 6);
    elements[4] = 4;
    CHECK_INT(0, legacy_deleted);
    pt_tensor_free(row);
    CHECK_INT(1, legacy_deleted);
}

static void producer_of_versioned(void) {
    versioned managed = versioned_rows(0);
    versioned_deleted = 0;
    pt_tensor* tensor = tensor_of(&managed, VERSIONED);
    void* data = NULL;
    CHECK_OK(pt_tensor_data(tensor, &data));
    CHECK(data == &elements[1]);
    CHECK_FLOATS(tensor, 1, 2, 3, 4, 5, 6);
    CHECK_INT(0, versioned_deleted);
    pt_tensor_free(tensor);
    CHECK_INT(1, versioned_deleted);
    managed.deleter = NULL;
    pt_tensor_free(tensor_of(&managed, VERSIONED));
    CHECK_INT(1, versioned_deleted);
}

static void read_only(void) {
    versioned managed = versioned_rows(READ_ONLY);
    versioned_deleted = 0;
    pt_tensor* tensor = tensor_of(&managed, VERSIONED);
    CHECK_INT(1, versioned_deleted);
    CHECK_FLOATS(tensor, 1, 2, 3, 4, 5, 6);
    CHECK_OK(pt_aten_zero_(tensor));
    CHECK(elements[6] == 6);
    pt_tensor_free(tensor);
}

static void nothing_in_it(void) {
    int64_t none[] = {0, 3};
    versioned managed = versioned_rows(0);
    managed.tensor.shape = none;
    managed.tensor.data = NULL;
    managed.tensor.byte_offset = 0;
    pt_tensor* tensor = tensor_of(&managed, VERSIONED);
    int64_t size = -1;
    CHECK_OK(pt_tensor_numel(tensor, &size));
    CHECK_INT(0, size);
    pt_tensor_free(tensor);
    managed = versioned_rows(0);
    managed.tensor.ndim = 0;
    managed.tensor.shape = NULL;
    tensor = tensor_of(&managed, VERSIONED);
    CHECK_FLOATS(tensor, 1);
    pt_tensor_free(tensor);
}

/* Fails, and leaves the structure to the capsule. */
static void refused(pt_status status, const char* part, versioned managed) {
    versioned_deleted = 0;
    pt_capsule* capsule = pt_capsule_of_managed(&managed, VERSIONED);
    CHECK_NEW(capsule);
    CHECK_FAILS_NEW(status, part, pt_capsule_to_tensor(capsule));
    CHECK(pt_capsule_get(capsule) == &managed);
    CHECK_INT(0, versioned_deleted);
    pt_capsule_free(capsule);
    CHECK_INT(1, versioned_deleted);
}

static void structures_that_are_refused(void) {
    int64_t negative[] = {2, -3};
    int64_t backwards[] = {-3, 1};
    int64_t huge[] = {INT64_MAX, INT64_MAX};
    versioned managed = versioned_rows(0);
    managed.major = 2;
    refused(PT_ERROR_VALUE, "DLPack 2.3", managed);
    managed = versioned_rows(0);
    managed.tensor.ndim = -1;
    refused(PT_ERROR_VALUE, "-1 dimensions", managed);
    managed.tensor.ndim = 1 << 20;
    refused(PT_ERROR_VALUE, "1048576 dimensions", managed);
    managed = versioned_rows(0);
    managed.tensor.shape = NULL;
    refused(PT_ERROR_VALUE, "no sizes", managed);
    managed.tensor.shape = negative;
    refused(PT_ERROR_VALUE, "the sizes are [2, -3]", managed);
    managed.tensor.shape = huge;
    refused(PT_ERROR, "overflow", managed);
    managed.tensor.strides = columns_first;
    refused(PT_ERROR, "overflow", managed);
    managed = versioned_rows(0);
    managed.tensor.strides = backwards;
    refused(PT_ERROR_VALUE, "the strides are [-3, 1]", managed);
    managed = versioned_rows(0);
    managed.tensor.data = NULL;
    refused(PT_ERROR_VALUE, "no data", managed);
    managed = versioned_rows(0);
    managed.tensor.byte_offset = 3;
    refused(PT_ERROR_VALUE, "no multiple of 4", managed);
    managed = versioned_rows(0);
    managed.tensor.code = 99;
    refused(PT_ERROR, "99", managed);
    managed = versioned_rows(0);
    managed.tensor.lanes = 4;
    refused(PT_ERROR, "lanes", managed);
    managed = versioned_rows(0);
    managed.tensor.device_type = 1000;
    refused(PT_ERROR, "1000", managed);
    managed.tensor.device_type = ON_CUDA;
    managed.tensor.device_id = 256;
    refused(PT_ERROR_VALUE, "index 256", managed);
}

static void tensors_that_are_refused(void) {
    const int64_t size = 6;
    pt_tensor* tensor = two_by_three();
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_capsule_of_tensor(NULL, VERSIONED));
    CHECK_FAILS_NEW(PT_ERROR, "undefined", pt_capsule_of_tensor(pt_tensor_undefined(), VERSIONED));
    pt_tensor* bits = pt_tensor_from_bytes(elements, size, &size, 1, BITS8);
    CHECK_NEW(bits);
    CHECK_FAILS_NEW(PT_ERROR, "Bit types are not supported by dlpack", pt_capsule_of_tensor(bits, LEGACY));
    pt_tensor_free(bits);
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    CHECK_FAILS_NEW(PT_ERROR, "Use detach() first", pt_capsule_of_tensor(tensor, VERSIONED));
    pt_tensor_free(tensor);
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null DLPack structure", pt_capsule_of_managed(NULL, VERSIONED));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null capsule", pt_capsule_to_tensor(NULL));
}

int main(void) {
    CHECK_OK(pt_memory_track());
    consumer_of_legacy();
    consumer_of_versioned();
    capsule_that_nobody_takes();
    producer_of_legacy();
    producer_of_versioned();
    read_only();
    nothing_in_it();
    structures_that_are_refused();
    tensors_that_are_refused();
    return test_result();
}
