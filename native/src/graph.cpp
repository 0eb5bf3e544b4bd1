#include "panamatorch/accelerator.h"

#include "detail/accelerator.hpp"
#include "detail/guard.hpp"

#include <ATen/accelerator/Graph.h>

using namespace panamatorch;

struct pt_graph {
    at::accelerator::Graph graph;
};

namespace {

at::accelerator::Graph& to_graph(pt_graph* graph) {
    return required(graph, "a null graph")->graph;
}

at::GraphCaptureMode to_capture_mode(int64_t code) {
    switch (code) {
        case PT_GRAPH_CAPTURE_DEFAULT:
            return at::GraphCaptureMode::Default;
        case PT_GRAPH_CAPTURE_GLOBAL:
            return at::GraphCaptureMode::Global;
        case PT_GRAPH_CAPTURE_THREAD_LOCAL:
            return at::GraphCaptureMode::ThreadLocal;
        case PT_GRAPH_CAPTURE_RELAXED:
            return at::GraphCaptureMode::Relaxed;
        default:
            throw ArgumentError("an unknown capture mode");
    }
}

}  // namespace

pt_graph* pt_graph_new(int64_t keep) {
    return guard_new([&] {
        start_accelerator();
        return new pt_graph{at::accelerator::Graph(keep != 0)};
    });
}

void pt_graph_free(pt_graph* graph) {
    delete graph;
}

pt_status pt_graph_capture_begin(pt_graph* graph, int64_t pool, int64_t pool_second, int64_t mode) {
    return guard([&] {
        to_graph(graph).capture_begin(
            {static_cast<c10::CaptureId_t>(pool), static_cast<c10::CaptureId_t>(pool_second)}, to_capture_mode(mode));
    });
}

pt_status pt_graph_capture_end(pt_graph* graph) {
    return guard([&] { to_graph(graph).capture_end(); });
}

pt_status pt_graph_instantiate(pt_graph* graph) {
    return guard([&] { to_graph(graph).instantiate(); });
}

pt_status pt_graph_replay(pt_graph* graph) {
    return guard([&] { to_graph(graph).replay(); });
}

pt_status pt_graph_reset(pt_graph* graph) {
    return guard([&] { to_graph(graph).reset(); });
}

pt_status pt_graph_pool(const pt_graph* graph, int64_t* ret, int64_t* ret_second) {
    return guard([&] {
        const auto pool = required(graph, "a null graph")->graph.pool();
        *ret = static_cast<int64_t>(pool.first);
        *ret_second = static_cast<int64_t>(pool.second);
    });
}

pt_status pt_graph_enable_debug_mode(pt_graph* graph) {
    return guard([&] { to_graph(graph).enable_debug_mode(); });
}

pt_status pt_graph_debug_dump(pt_graph* graph, const char* path) {
    return guard([&] { to_graph(graph).debug_dump(required(path, "a null path")); });
}
