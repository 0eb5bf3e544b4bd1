#ifndef PANAMATORCH_ACCELERATOR_H
#define PANAMATORCH_ACCELERATOR_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The accelerator: what LibTorch computes on beside the CPU, by what all kinds of them have in common. Nothing here
 * knows CUDA, so that one library serves every LibTorch of a version, and a backend that a program adds.
 *
 * LibTorch uses one kind of accelerator at a time. Devices are its indices here, -1 for the calling thread's current
 * one. Where no device can be used, whatever can fail does, with PT_ERROR.
 *
 * The current device, and the current stream of each device, belong to the operating system's thread.
 */

/* The c10::DeviceType of the accelerator that this LibTorch knows, whether or not a device is there; PT_NONE for a
 * LibTorch of the CPU alone. Cannot fail.
 * pt::accelerator_type() -> int */
PT_EXPORT int64_t pt_accelerator_type(void);

/* How many devices can be used: 0 without an accelerator or without its driver. Cannot fail.
 * pt::accelerator_count() -> int */
PT_EXPORT int64_t pt_accelerator_count(void);

/* pt::accelerator_current_device(Operation operation) -> int */
PT_EXPORT pt_status pt_accelerator_current_device(int64_t* ret);

/* pt::accelerator_set_device(Operation operation, int device) -> () */
PT_EXPORT pt_status pt_accelerator_set_device(int64_t device);

/* Waits for everything that was queued on the device.
 * pt::accelerator_synchronize(Operation operation, int device) -> () */
PT_EXPORT pt_status pt_accelerator_synchronize(int64_t device);

/* The dtypes that the device computes in: bit n for the c10::ScalarType n.
 * pt::accelerator_dtypes(Operation operation, int device) -> int */
PT_EXPORT pt_status pt_accelerator_dtypes(int64_t device, int64_t* ret);

/*
 * Memory
 */

/* Gives the unused blocks of the allocator of the devices, or of pinned memory, back to the system.
 * pt::accelerator_empty_cache(Operation operation) -> () */
PT_EXPORT pt_status pt_accelerator_empty_cache(void);

/* pt::accelerator_empty_host_cache(Operation operation) -> () */
PT_EXPORT pt_status pt_accelerator_empty_host_cache(void);

/* What the allocator of a device counts, in the order in which pt_accelerator_memory_stats writes it. Of each there
 * are three groups, of all blocks and of those of the small and of the large pool; of each group four numbers: now, at
 * its peak, added up what was allocated, and what was freed. Those named last are single: the first two of them one
 * group, the others one number. */
typedef enum pt_memory_stat {
    PT_MEMORY_ALLOCATION = 0,
    PT_MEMORY_SEGMENT = 1,
    PT_MEMORY_ACTIVE = 2,
    PT_MEMORY_INACTIVE_SPLIT = 3,
    PT_MEMORY_ALLOCATED_BYTES = 4,
    PT_MEMORY_RESERVED_BYTES = 5,
    PT_MEMORY_ACTIVE_BYTES = 6,
    PT_MEMORY_INACTIVE_SPLIT_BYTES = 7,
    PT_MEMORY_REQUESTED_BYTES = 8,
    PT_MEMORY_GROUPED = 9, /* how many come in three groups */
    PT_MEMORY_OVERSIZE_ALLOCATIONS = 9,
    PT_MEMORY_OVERSIZE_SEGMENTS = 10,
    PT_MEMORY_ALLOC_RETRIES = 11,
    PT_MEMORY_OOMS = 12,
    PT_MEMORY_SYNC_ALL_STREAMS = 13,
    PT_MEMORY_DEVICE_ALLOC = 14,
    PT_MEMORY_DEVICE_FREE = 15,
    PT_MEMORY_OOM_REJECTIONS = 16,
    PT_MEMORY_MAX_SPLIT_SIZE = 17
} pt_memory_stat;

/* 9 x 3 x 4 numbers, then 2 x 4, then 7. */
#define PT_MEMORY_STATS 123

/* Writes PT_MEMORY_STATS numbers. */
PT_EXPORT pt_status pt_accelerator_memory_stats(int64_t device, int64_t* ret);

/* What live tensors hold on all devices together, in bytes; 0 as long as nothing has used the accelerator, which this
 * does not start. Cannot fail. */
PT_EXPORT int64_t pt_accelerator_allocated_bytes(void);

/* Lets the peaks, or the sums, begin anew.
 * pt::accelerator_reset_peak_stats(Operation operation, int device) -> () */
PT_EXPORT pt_status pt_accelerator_reset_peak_stats(int64_t device);

/* pt::accelerator_reset_accumulated_stats(Operation operation, int device) -> () */
PT_EXPORT pt_status pt_accelerator_reset_accumulated_stats(int64_t device);

/* The bytes of the device that are free, and all it has.
 * pt::accelerator_memory_info(Operation operation, int device) -> (int free, int total) */
PT_EXPORT pt_status pt_accelerator_memory_info(int64_t device, int64_t* ret_free, int64_t* ret_total);

/* Changes the allocator's settings, written as the environment variable PYTORCH_ALLOC_CONF has them.
 * pt::accelerator_set_allocator_settings.setAllocatorSettings(str settings) -> () */
PT_EXPORT pt_status pt_accelerator_set_allocator_settings(const char* settings);

/*
 * Streams
 */

/* A queue of work on a device. A handle is a reference: LibTorch owns the streams themselves, and keeps them.
 * Released with pt_stream_free. */
typedef struct pt_stream pt_stream;

/* A stream of its own on the device; those of a lower number have more priority. New.
 * pt::stream_new.Stream(int device, Code priority) -> StreamHandle */
PT_EXPORT pt_stream* pt_stream_new(int64_t device, int64_t priority);

/* The calling thread's current stream of the device. New.
 * pt::stream_current(Operation operation, int device) -> StreamHandle */
PT_EXPORT pt_stream* pt_stream_current(int64_t device);

/* The stream that is current until another is set. New.
 * pt::stream_default(Operation operation, int device) -> StreamHandle */
PT_EXPORT pt_stream* pt_stream_default(int64_t device);

/* Makes it the calling thread's current stream of its device. The current device stays.
 * pt::stream_set_current(Operation operation, StreamHandle stream) -> () */
PT_EXPORT pt_status pt_stream_set_current(const pt_stream* stream);

/* Releases the reference, or NULL. Cannot fail. */
PT_EXPORT void pt_stream_free(pt_stream* stream);

/* The index of its device, and the number that tells it from others there. Cannot fail, but for NULL: PT_NONE.
 * pt::stream_device(StreamHandle stream) -> int */
PT_EXPORT int64_t pt_stream_device(const pt_stream* stream);

/* pt::stream_id(StreamHandle stream) -> int */
PT_EXPORT int64_t pt_stream_id(const pt_stream* stream);

/* The backend's own object, such as a cudaStream_t, as a number. Borrowed.
 * pt::stream_native_handle.Stream.nativeHandle(StreamHandle this) -> int */
PT_EXPORT pt_status pt_stream_native_handle(const pt_stream* stream, int64_t* ret);

/* Whether all its work is done, a wait for that, and whether a graph captures what is queued.
 * pt::stream_query.Stream.query(StreamHandle this) -> bool */
PT_EXPORT pt_status pt_stream_query(const pt_stream* stream, int64_t* ret);

/* pt::stream_synchronize.Stream.synchronize(StreamHandle this) -> () */
PT_EXPORT pt_status pt_stream_synchronize(const pt_stream* stream);

/* pt::stream_is_capturing.Stream.isCapturing(StreamHandle this) -> bool */
PT_EXPORT pt_status pt_stream_is_capturing(const pt_stream* stream, int64_t* ret);

/* Tells the allocator that the stream uses the tensor's memory: what is freed is not used again before that work is
 * done.
 * pt::stream_record_tensor.recordStream(StreamHandle stream, Tensor self) -> () */
PT_EXPORT pt_status pt_stream_record_tensor(const pt_stream* stream, const pt_tensor* tensor);

/*
 * Events
 */

/* A mark in the work of a stream. Threads may share it. Released with pt_event_free. */
typedef struct pt_event pt_event;

/* An event that tells the time, or not; its device is that of the stream that it is first recorded on. New.
 * pt::event_new.Event(bool enableTiming) -> Event */
PT_EXPORT pt_event* pt_event_new(int64_t timing);

/* Releases the event, or NULL. Cannot fail. */
PT_EXPORT void pt_event_free(pt_event* event);

/* The index of its device, PT_NONE before it was recorded. Cannot fail.
 * pt::event_device.Event.device(Event this) -> int */
PT_EXPORT int64_t pt_event_device(const pt_event* event);

/* Marks the place behind what was queued on the stream so far.
 * pt::event_record.Event.record(Event(a!) this, StreamHandle stream) -> () */
PT_EXPORT pt_status pt_event_record(pt_event* event, const pt_stream* stream);

/* Lets the stream's later work begin when the event was reached; does nothing where it was never recorded.
 * pt::event_block.Event.block(Event this, StreamHandle stream) -> () */
PT_EXPORT pt_status pt_event_block(const pt_event* event, const pt_stream* stream);

/* Whether the event was reached, or was never recorded; a wait for that.
 * pt::event_query.Event.query(Event this) -> bool */
PT_EXPORT pt_status pt_event_query(const pt_event* event, int64_t* ret);

/* pt::event_synchronize.Event.synchronize(Event this) -> () */
PT_EXPORT pt_status pt_event_synchronize(const pt_event* event);

/* The milliseconds from one event to another, both with timing, recorded and reached.
 * pt::event_elapsed.Event.elapsedTime(Event this, Event endEvent) -> float */
PT_EXPORT pt_status pt_event_elapsed(const pt_event* start, const pt_event* end, double* ret);

/*
 * Graphs
 */

/* Work that was captured to be run again. Released with pt_graph_free. */
typedef struct pt_graph pt_graph;

/* at::GraphCaptureMode: what other calls may do during a capture. */
typedef enum pt_graph_capture_mode {
    PT_GRAPH_CAPTURE_DEFAULT = 0,
    PT_GRAPH_CAPTURE_GLOBAL = 1,
    PT_GRAPH_CAPTURE_THREAD_LOCAL = 2,
    PT_GRAPH_CAPTURE_RELAXED = 3
} pt_graph_capture_mode;

/* An empty graph; with keep, what was captured is kept beside what is run. New.
 * pt::graph_new.Graph(bool keepGraph) -> Graph */
PT_EXPORT pt_graph* pt_graph_new(int64_t keep);

/* Releases the graph, or NULL. Cannot fail. */
PT_EXPORT void pt_graph_free(pt_graph* graph);

/* Captures what is queued on the calling thread's current stream, which must not be the default one. The pool is two
 * numbers, another graph's pt_graph_pool, for memory that the two share; 0 and 0 for a pool of its own.
 * pt::graph_capture_begin.Graph.captureBegin...(Graph(a!) this, int pool, int pool_second, Code mode) -> () */
PT_EXPORT pt_status pt_graph_capture_begin(pt_graph* graph, int64_t pool, int64_t pool_second, int64_t mode);

/* pt::graph_capture_end.Graph.captureEnd(Graph(a!) this) -> () */
PT_EXPORT pt_status pt_graph_capture_end(pt_graph* graph);

/* Makes what was captured ready to run, which otherwise happens at the end of the capture or at the first replay.
 * pt::graph_instantiate.Graph.instantiate(Graph(a!) this) -> () */
PT_EXPORT pt_status pt_graph_instantiate(pt_graph* graph);

/* pt::graph_replay.Graph.replay(Graph(a!) this) -> () */
PT_EXPORT pt_status pt_graph_replay(pt_graph* graph);

/* Forgets what was captured.
 * pt::graph_reset.Graph.reset(Graph(a!) this) -> () */
PT_EXPORT pt_status pt_graph_reset(pt_graph* graph);

/* pt::graph_pool.Graph.pool(Graph this) -> (int first, int second) */
PT_EXPORT pt_status pt_graph_pool(const pt_graph* graph, int64_t* ret, int64_t* ret_second);

/* Keeps what pt_graph_debug_dump writes; to be called before the capture.
 * pt::graph_enable_debug_mode.Graph.enableDebugMode(Graph(a!) this) -> () */
PT_EXPORT pt_status pt_graph_enable_debug_mode(pt_graph* graph);

/* pt::graph_debug_dump.Graph.debugDump...(Graph(a!) this, str path) -> () */
PT_EXPORT pt_status pt_graph_debug_dump(pt_graph* graph, const char* path);

#ifdef __cplusplus
}
#endif

#endif
