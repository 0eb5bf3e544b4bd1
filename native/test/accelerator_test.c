/* accelerator.h on fake_accelerator.cpp's two devices. */
#include "tensors.h"

const char* fake_accelerator_journal(void);

enum {
    FAKE = 20,
    NUMBERS_OF_A_STAT = 12
};

/* What reached the backend since the last time. */
#define CHECK_JOURNAL(wanted) CHECK_INT(0, strcmp(wanted, print_journal(fake_accelerator_journal(), wanted)))

static const char* print_journal(const char* got, const char* wanted) {
    if (strcmp(got, wanted) != 0) {
        fprintf(stderr, "journal:\n%s", got);
    }
    return got;
}

static pt_tensor* floats_on(int64_t index, int64_t count) {
    pt_scalar two = {PT_SCALAR_INT, 2, 0, 0};
    pt_tensor* tensor = pt_aten_full(&count, 1, &two, FLOAT32, PT_NONE, device(FAKE, index), NULL);
    CHECK_NEW(tensor);
    return tensor;
}

static void devices(void) {
    int64_t number = -7;
    CHECK_INT(FAKE, pt_accelerator_type());
    CHECK_INT(2, pt_accelerator_count());
    CHECK_OK(pt_accelerator_current_device(&number));
    CHECK_INT(0, number);
    CHECK_OK(pt_accelerator_set_device(1));
    CHECK_OK(pt_accelerator_current_device(&number));
    CHECK_INT(1, number);
    CHECK_OK(pt_accelerator_synchronize(-1));
    CHECK_OK(pt_accelerator_synchronize(0));
    CHECK_JOURNAL("synchronize device 1\nsynchronize device 0\n");
    CHECK_OK(pt_accelerator_set_device(0));
    CHECK_OK(pt_accelerator_dtypes(0, &number));
    CHECK_INT(1 << FLOAT32 | 1 << INT64, number);
    CHECK_FAILS(PT_ERROR_VALUE, "there is no device privateuseone:2; there are 2", pt_accelerator_set_device(2));
    CHECK_FAILS(PT_ERROR_VALUE, "there is no device privateuseone:-2", pt_accelerator_synchronize(-2));
    CHECK_FAILS(PT_ERROR_VALUE, "there is no device privateuseone:256", pt_accelerator_synchronize(256));
}

static void memory(void) {
    int64_t stats[PT_MEMORY_STATS];
    const int64_t bytes = PT_MEMORY_ALLOCATED_BYTES * NUMBERS_OF_A_STAT;
    const int64_t reserved = PT_MEMORY_RESERVED_BYTES * NUMBERS_OF_A_STAT;
    const int64_t single = PT_MEMORY_GROUPED * NUMBERS_OF_A_STAT + 8;
    pt_tensor* a = floats_on(1, 10);
    pt_tensor* b = floats_on(1, 4);
    CHECK_FLOATS(b, 2, 2, 2, 2);
    pt_tensor_free(b);
    CHECK_OK(pt_accelerator_memory_stats(1, stats));
    CHECK_INT(1, stats[PT_MEMORY_ALLOCATION]);
    CHECK_INT(40, stats[bytes]);
    CHECK_INT(56, stats[bytes + 1]);
    CHECK_INT(56, stats[bytes + 2]);
    CHECK_INT(16, stats[bytes + 3]);
    CHECK_INT(56, stats[reserved]);
    CHECK_INT(40, pt_accelerator_allocated_bytes());
    CHECK_OK(pt_accelerator_empty_cache());
    CHECK_JOURNAL("empty cache\n");
    CHECK_OK(pt_accelerator_reset_peak_stats(1));
    CHECK_OK(pt_accelerator_reset_accumulated_stats(1));
    CHECK_OK(pt_accelerator_memory_stats(1, stats));
    CHECK_INT(40, stats[bytes + 1]);
    CHECK_INT(0, stats[bytes + 2]);
    CHECK_INT(0, stats[bytes + 3]);
    CHECK_INT(40, stats[reserved]);
    CHECK_OK(pt_accelerator_memory_stats(0, stats));
    CHECK_INT(0, stats[bytes]);

    int64_t free_bytes = 0;
    int64_t total = 0;
    CHECK_OK(pt_accelerator_memory_info(1, &free_bytes, &total));
    CHECK_INT((1 << 20) - 40, free_bytes);
    CHECK_INT(1 << 20, total);

    const int64_t too_many = 1 << 20;
    CHECK_FAILS_NEW(
        PT_ERROR_OUT_OF_MEMORY, "4194304 bytes",
        pt_aten_empty_memory_format(&too_many, 1, FLOAT32, PT_NONE, device(FAKE, 1), NULL, PT_NONE));
    CHECK_OK(pt_accelerator_memory_stats(1, stats));
    CHECK_INT(1, stats[single + PT_MEMORY_OOMS - PT_MEMORY_ALLOC_RETRIES]);
    pt_tensor_free(a);
    CHECK_INT(0, pt_accelerator_allocated_bytes());
}

static void streams(void) {
    pt_stream* first = pt_stream_new(1, 0);
    pt_stream* second = pt_stream_new(-1, -1);
    CHECK_NEW(first);
    CHECK_NEW(second);
    CHECK_JOURNAL("new stream 1/1 of priority 0\nnew stream 0/2 of priority -1\n");
    CHECK_INT(1, pt_stream_device(first));
    CHECK_INT(1, pt_stream_id(first));
    CHECK_INT(2, pt_stream_id(second));
    int64_t number = 0;
    CHECK_OK(pt_stream_native_handle(second, &number));
    CHECK_INT(0x1002, number);

    CHECK_OK(pt_stream_set_current(first));
    pt_stream* current = pt_stream_current(1);
    pt_stream* other = pt_stream_current(0);
    CHECK_INT(1, pt_stream_id(current));
    CHECK_INT(0, pt_stream_id(other));
    pt_stream* usual = pt_stream_default(1);
    CHECK_INT(0, pt_stream_id(usual));
    CHECK_OK(pt_stream_set_current(usual));
    CHECK_OK(pt_accelerator_current_device(&number));
    CHECK_INT(0, number);

    CHECK_OK(pt_stream_query(first, &number));
    CHECK_INT(1, number);
    CHECK_OK(pt_stream_synchronize(second));
    CHECK_OK(pt_stream_is_capturing(first, &number));
    CHECK_INT(0, number);
    CHECK_JOURNAL("query stream 1/1\nsynchronize stream 0/2\n");

    pt_tensor* a = floats_on(1, 3);
    CHECK_OK(pt_stream_record_tensor(first, a));
    CHECK_JOURNAL("memory used on stream 1/1\n");
    pt_tensor_free(a);
    CHECK_FAILS_NEW(PT_ERROR_VALUE, "there is no device privateuseone:3", pt_stream_new(3, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "int", pt_stream_new(0, INT64_MAX));
    pt_stream_free(first);
    pt_stream_free(second);
    pt_stream_free(current);
    pt_stream_free(other);
    pt_stream_free(usual);
}

static void events(void) {
    pt_stream* stream = pt_stream_new(1, 0);
    pt_stream* other = pt_stream_new(1, 0);
    pt_event* start = pt_event_new(1);
    pt_event* end = pt_event_new(1);
    pt_event* untimed = pt_event_new(0);
    fake_accelerator_journal();
    CHECK_INT(PT_NONE, pt_event_device(start));
    int64_t number = 0;
    CHECK_OK(pt_event_query(start, &number));
    CHECK_INT(1, number);
    CHECK_OK(pt_event_block(start, stream));
    CHECK_JOURNAL("");
    CHECK_OK(pt_event_record(start, stream));
    CHECK_OK(pt_event_record(untimed, other));
    CHECK_OK(pt_event_record(end, stream));
    CHECK_INT(1, pt_event_device(start));
    CHECK_OK(pt_event_block(end, other));
    CHECK_OK(pt_event_query(end, &number));
    CHECK_OK(pt_event_synchronize(end));
    CHECK_JOURNAL(
        "record on stream 1/3\nrecord on stream 1/4\nrecord on stream 1/3\nstream 1/4 waits\nquery event\n"
        "synchronize event\n");
    double milliseconds = 0;
    CHECK_OK(pt_event_elapsed(start, end, &milliseconds));
    CHECK(milliseconds == 2);
    CHECK_OK(pt_event_elapsed(end, start, &milliseconds));
    CHECK(milliseconds == -2);
    CHECK_OK(pt_event_elapsed(end, end, &milliseconds));
    CHECK(milliseconds == 0);
    CHECK_FAILS(PT_ERROR_VALUE, "enable_timing", pt_event_elapsed(start, untimed, &milliseconds));
    pt_event_free(start);
    pt_event_free(end);
    pt_event_free(untimed);
    pt_stream_free(stream);
    pt_stream_free(other);
}

static void graphs(void) {
    pt_stream* stream = pt_stream_new(0, 0);
    pt_stream* usual = pt_stream_default(0);
    pt_graph* graph = pt_graph_new(0);
    pt_graph* second = pt_graph_new(1);
    pt_tensor* a = floats_on(0, 2);
    pt_scalar one_more = {PT_SCALAR_INT, 1, 0, 0};
    fake_accelerator_journal();
    CHECK_FAILS(PT_ERROR, "default stream", pt_graph_capture_begin(graph, 0, 0, PT_GRAPH_CAPTURE_DEFAULT));
    CHECK_OK(pt_stream_set_current(stream));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "capture mode", pt_graph_capture_begin(graph, 0, 0, 4));
    CHECK_OK(pt_graph_enable_debug_mode(graph));
    CHECK_OK(pt_graph_capture_begin(graph, 0, 0, PT_GRAPH_CAPTURE_THREAD_LOCAL));
    int64_t number = 0;
    CHECK_OK(pt_stream_is_capturing(stream, &number));
    CHECK_INT(1, number);
    CHECK_OK(pt_aten_add__Scalar(a, &one_more, &one_more));
    CHECK_OK(pt_graph_capture_end(graph));
    CHECK_FLOATS(a, 2, 2);
    CHECK_OK(pt_graph_replay(graph));
    CHECK_OK(pt_graph_replay(graph));
    CHECK_FLOATS(a, 4, 4);
    CHECK_OK(pt_graph_debug_dump(graph, "dump.dot"));
    CHECK_JOURNAL("debug mode\ncapture on stream 0/5 in mode 2\ninstantiate\nreplay\nreplay\ndump to dump.dot\n");

    int64_t pool[2] = {0, 7};
    CHECK_OK(pt_graph_pool(graph, pool, pool + 1));
    CHECK_INT(1, pool[0]);
    CHECK_INT(0, pool[1]);
    CHECK_OK(pt_graph_capture_begin(second, pool[0], pool[1], PT_GRAPH_CAPTURE_RELAXED));
    CHECK_FAILS(PT_ERROR, "a capture is going on", pt_graph_capture_begin(graph, 0, 0, PT_GRAPH_CAPTURE_DEFAULT));
    CHECK_OK(pt_graph_capture_end(second));
    CHECK_JOURNAL("capture on stream 0/5 in mode 3\n");
    CHECK_OK(pt_graph_instantiate(second));
    CHECK_JOURNAL("instantiate\n");
    int64_t other_pool[2] = {0, 7};
    CHECK_OK(pt_graph_pool(second, other_pool, other_pool + 1));
    CHECK_INT(pool[0], other_pool[0]);

    CHECK_OK(pt_graph_reset(graph));
    CHECK_OK(pt_graph_replay(graph));
    CHECK_FLOATS(a, 4, 4);
    CHECK_OK(pt_stream_set_current(usual));
    pt_tensor_free(a);
    pt_graph_free(graph);
    pt_graph_free(second);
    pt_stream_free(stream);
    pt_stream_free(usual);
}

static void generators(void) {
    pt_generator* first = pt_generator_default(device(FAKE, 0));
    pt_generator* second = pt_generator_default(device(FAKE, 1));
    CHECK_OK(pt_manual_seed(99));
    int64_t seed = 0;
    CHECK_OK(pt_generator_initial_seed(second, &seed));
    CHECK_INT(99, seed);
    CHECK_OK(pt_generator_manual_seed(second, 3));
    CHECK_OK(pt_generator_initial_seed(first, &seed));
    CHECK_INT(99, seed);
    pt_generator_free(first);
    pt_generator_free(second);
}

static void pinned_memory(void) {
    pt_tensor* a = counting(4);
    pt_tensor* b = pt_aten_pin_memory(a, PT_NONE);
    CHECK_NEW(b);
    int64_t is_pinned = -1;
    CHECK_OK(pt_aten_is_pinned(a, PT_NONE, &is_pinned));
    CHECK_INT(0, is_pinned);
    CHECK_OK(pt_aten_is_pinned(b, PT_NONE, &is_pinned));
    CHECK_INT(1, is_pinned);
    fake_accelerator_journal();
    pt_tensor* c = pt_aten__to_copy(b, PT_NONE, PT_NONE, device(FAKE, 1), NULL, 1, PT_NONE);
    CHECK_NEW(c);
    CHECK_INT(device(FAKE, 1), pt_tensor_device(c));
    CHECK_JOURNAL("non-blocking copy\n");
    CHECK_FLOATS(c, 1, 2, 3, 4);
    CHECK_OK(pt_accelerator_empty_host_cache());
    CHECK_JOURNAL("empty cache of pinned memory\n");
    pt_tensor_free(a);
    pt_tensor_free(b);
    pt_tensor_free(c);
}

int main(void) {
    devices();
    memory();
    streams();
    events();
    graphs();
    generators();
    pinned_memory();
    return test_result();
}
