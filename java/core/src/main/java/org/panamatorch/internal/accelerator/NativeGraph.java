package org.panamatorch.internal.accelerator;

import org.panamatorch.accelerator.GraphPool;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One of LibTorch's graphs of captured work. */
public final class NativeGraph {
    private static final GraphPool OWN = new GraphPool(0, 0);

    private final NativeHandle handle;
    private final GraphSpec options;

    /**
     * Makes an empty graph.
     *
     * @param options what was set
     */
    public NativeGraph(GraphSpec options) {
        MemorySegment made = PanamaTorch.pt_graph_new(Arguments.flag(options.keepGraph()));
        if (made.address() == 0) {
            throw Failure.exception("Graph", "keepGraph", options.keepGraph());
        }
        this.handle = NativeHandle.of(made, NativeKind.GRAPH);
        this.options = options;
    }

    private interface Step {
        int call(MemorySegment graph);
    }

    private void call(String operation, Step step) {
        Failure.check(step.call(handle.use(operation, "this")), operation);
        Arguments.keepAlive(handle);
    }

    /** Begins to capture what the current stream is given. */
    public void captureBegin() {
        GraphPool pool = options.pool() == null ? OWN : options.pool();
        call(
                "Graph.captureBegin",
                graph ->
                        PanamaTorch.pt_graph_capture_begin(
                                graph,
                                pool.first(),
                                pool.second(),
                                options.captureErrorMode().code()));
    }

    /** Ends the capture. */
    public void captureEnd() {
        call("Graph.captureEnd", PanamaTorch::pt_graph_capture_end);
    }

    /** Makes what was captured ready. */
    public void instantiate() {
        call("Graph.instantiate", PanamaTorch::pt_graph_instantiate);
    }

    /** Runs what was captured. */
    public void replay() {
        call("Graph.replay", PanamaTorch::pt_graph_replay);
    }

    /** Forgets what was captured. */
    public void reset() {
        call("Graph.reset", PanamaTorch::pt_graph_reset);
    }

    /** Keeps what {@link #debugDump} writes. */
    public void enableDebugMode() {
        call("Graph.enableDebugMode", PanamaTorch::pt_graph_enable_debug_mode);
    }

    /**
     * Writes what was captured.
     *
     * @param path the file
     */
    public void debugDump(String path) {
        try (Frame frame = Frame.open()) {
            MemorySegment text = frame.string(path, "Graph.debugDump", "path");
            call("Graph.debugDump", graph -> PanamaTorch.pt_graph_debug_dump(graph, text));
        }
    }

    /**
     * The memory that it uses.
     *
     * @return the pool
     */
    public GraphPool pool() {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slots(2);
            call(
                    "Graph.pool",
                    graph ->
                            PanamaTorch.pt_graph_pool(
                                    graph, ret, ret.asSlice(ValueLayout.JAVA_LONG.byteSize())));
            return new GraphPool(
                    ret.getAtIndex(ValueLayout.JAVA_LONG, 0),
                    ret.getAtIndex(ValueLayout.JAVA_LONG, 1));
        }
    }

    /** Releases the graph. */
    public void close() {
        handle.close();
    }
}
