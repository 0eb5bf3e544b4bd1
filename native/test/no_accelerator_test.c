/* accelerator.h where there is no accelerator: everything says so. */
#include "tensors.h"

static const char NONE[] = "Cannot access accelerator device when none is available.";

static void nothing_is_there(void) {
    CHECK_INT(0, pt_accelerator_count());
    CHECK_INT(0, pt_accelerator_allocated_bytes());
    CHECK_INT(pt_device_supported(CUDA) == 1 ? CUDA : PT_NONE, pt_accelerator_type());
}

static void devices(void) {
    int64_t numbers[PT_MEMORY_STATS];
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_current_device(numbers));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_set_device(0));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_synchronize(-1));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_dtypes(0, numbers));
}

static void memory(void) {
    int64_t numbers[PT_MEMORY_STATS];
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_empty_cache());
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_empty_host_cache());
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_memory_stats(0, numbers));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_reset_peak_stats(0));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_reset_accumulated_stats(0));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_memory_info(0, numbers, numbers + 1));
    CHECK_FAILS(PT_ERROR, NONE, pt_accelerator_set_allocator_settings("max_split_size_mb:64"));
}

static void objects(void) {
    CHECK_FAILS_NEW(PT_ERROR, NONE, pt_stream_new(-1, 0));
    CHECK_FAILS_NEW(PT_ERROR, NONE, pt_stream_current(-1));
    CHECK_FAILS_NEW(PT_ERROR, NONE, pt_stream_default(0));
    CHECK_FAILS_NEW(PT_ERROR, NONE, pt_event_new(1));
    CHECK_FAILS_NEW(PT_ERROR, NONE, pt_graph_new(0));
    pt_stream_free(NULL);
    pt_event_free(NULL);
    pt_graph_free(NULL);
}

static void null_handles(void) {
    int64_t number = 0;
    CHECK_INT(PT_NONE, pt_stream_device(NULL));
    CHECK_INT(PT_NONE, pt_stream_id(NULL));
    CHECK_INT(PT_NONE, pt_event_device(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null stream", pt_stream_query(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null event", pt_event_query(NULL, &number));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null event", pt_event_elapsed(NULL, NULL, NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null graph", pt_graph_replay(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null graph", pt_graph_pool(NULL, &number, &number));
}

int main(void) {
    nothing_is_there();
    devices();
    memory();
    objects();
    null_handles();
    return test_result();
}
