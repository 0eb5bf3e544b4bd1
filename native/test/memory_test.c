/* memory.h: what tensors hold is counted on every thread, and freed blocks serve again. */
#include "tensors.h"

#if !defined(__SANITIZE_ADDRESS__)
#define KEEPS_BLOCKS 1
#else
#define KEEPS_BLOCKS 0
#endif

#if KEEPS_BLOCKS && defined(__GLIBC__) && defined(__x86_64__)
#define KEEPS_OBJECTS 1
#else
#define KEEPS_OBJECTS 0
#endif

static pt_tensor* zeros(int64_t size) {
    return pt_aten_zeros(&size, 1, FLOAT32, PT_NONE, PT_NONE, NULL);
}

static void* data_of(const pt_tensor* tensor) {
    void* data = NULL;
    CHECK_OK(pt_tensor_data(tensor, &data));
    return data;
}

static void* freed_data(pt_tensor* tensor) {
    void* data = data_of(tensor);
    pt_tensor_free(tensor);
    return data;
}

static void counts_follow_a_tensors_life(void) {
    const int64_t* shared = pt_memory_shared_bytes();
    CHECK_NEW(shared);
    CHECK_OK(pt_memory_track());
    CHECK_OK(pt_memory_track());
    const int64_t before = pt_memory_bytes(), shared_before = *shared;
    pt_tensor* a = zeros(100000);
    CHECK(pt_memory_bytes() >= before + 400000);
    CHECK(*shared >= shared_before + 300000);
    pt_tensor_free(a);
    CHECK_INT(before, pt_memory_bytes());
    CHECK(*shared <= shared_before + 100000);
}

static void small_blocks_serve_again(void) {
    void* first = freed_data(zeros(1));
    void* other = freed_data(zeros(1024));
    if (KEEPS_BLOCKS) {
        CHECK(freed_data(zeros(16)) == first);
        CHECK(freed_data(zeros(1024)) == other);
    }
}

/* A tensor is where its handle points to. glibc alone would have put most of these blocks together. */
static void objects_serve_again(void) {
    enum {
        COUNT = 100
    };
    pt_tensor* tensors[COUNT];
    for (int i = 0; i < COUNT; ++i) {
        tensors[i] = zeros(1);
    }
    for (int i = 0; i < COUNT; ++i) {
        pt_tensor_free(tensors[i]);
    }
    int64_t again = 0;
    for (int i = COUNT - 1; i >= 0; --i) {
        pt_tensor* const tensor = zeros(1);
        again += tensor == tensors[i];
        tensors[i] = tensor;
    }
    for (int i = 0; i < COUNT; ++i) {
        pt_tensor_free(tensors[i]);
    }
    if (KEEPS_OBJECTS) {
        CHECK_INT(COUNT, again);
    }
}

static void large_blocks_serve_again(void) {
    pt_memory_empty_cache();
    CHECK_INT(0, pt_memory_cached_bytes());
    void* first = freed_data(zeros(100000));
    if (KEEPS_BLOCKS) {
        CHECK(pt_memory_cached_bytes() >= 400000);
        pt_tensor* again = zeros(95000);
        CHECK(data_of(again) == first);
        CHECK_INT(0, pt_memory_cached_bytes());
        pt_tensor_free(again);
    }
    CHECK_OK(pt_memory_limit_cache(0));
    CHECK_INT(0, pt_memory_cached_bytes());
    pt_tensor_free(zeros(100000));
    CHECK_INT(0, pt_memory_cached_bytes());
    CHECK_FAILS(PT_ERROR_ARGUMENT, "negative", pt_memory_limit_cache(-1));
}

static void what_would_pass_the_limit_is_refused(void) {
    const int64_t limit = pt_memory_limit();
    CHECK(limit > 1000000);
    pt_tensor* held = zeros(50000);
    CHECK_OK(pt_memory_set_limit(pt_memory_bytes() + 300000));
    CHECK_FAILS_NEW(PT_ERROR_OUT_OF_MEMORY, "you tried to allocate 400000 bytes", zeros(100000));
    CHECK_FAILS_NEW(PT_ERROR_TOO_LARGE, "you tried to allocate 4000000 bytes", zeros(1000000));
    pt_tensor_free(zeros(25000));
    pt_tensor_free(held);
    CHECK_OK(pt_memory_set_limit(limit));
    pt_tensor_free(zeros(100000));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "negative", pt_memory_set_limit(-1));
}

static void what_will_be_filled_stays_as_it_is(void) {
    const int64_t count = 3000000;
    pt_tensor* tensor = zeros(count);
    float* data = data_of(tensor);
    data[0] = 1;
    data[count - 1] = 2;
    pt_memory_will_fill(data, count * (int64_t)sizeof(float));
    pt_memory_will_fill(data, 0);
    CHECK(data[0] == 1 && data[count - 1] == 2 && data[count / 2] == 0);
    pt_tensor_free(tensor);
}

static void copies_have_the_same_bytes_and_no_more(void) {
    const float from[] = {1, 2, 3, 4};
    float to[] = {0, 0, 0, 0};
    pt_memory_copy(to, from, 0);
    CHECK(to[0] == 0);
    pt_memory_copy(to + 1, from, 2 * (int64_t)sizeof(float));
    CHECK(to[0] == 0 && to[1] == 1 && to[2] == 2 && to[3] == 0);
}

int main(void) {
    counts_follow_a_tensors_life();
    small_blocks_serve_again();
    objects_serve_again();
    large_blocks_serve_again();
    what_would_pass_the_limit_is_refused();
    what_will_be_filled_stays_as_it_is();
    copies_have_the_same_bytes_and_no_more();
    return test_result();
}
