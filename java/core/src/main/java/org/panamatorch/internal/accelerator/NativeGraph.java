package org.panamatorch.internal.accelerator;

import org.panamatorch.accelerator.GraphPool;
import org.panamatorch.internal.library.PtAccelerator;
import org.panamatorch.internal.memory.NativeHandle;

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
        this.handle = PtAccelerator.graph_new(options.keepGraph());
        this.options = options;
    }

    /** Begins to capture what the current stream is given. */
    public void captureBegin() {
        GraphPool pool = options.pool() == null ? OWN : options.pool();
        PtAccelerator.graph_capture_begin(
                handle, pool.first(), pool.second(), options.captureErrorMode().code());
    }

    /** Ends the capture. */
    public void captureEnd() {
        PtAccelerator.graph_capture_end(handle);
    }

    /** Makes what was captured ready. */
    public void instantiate() {
        PtAccelerator.graph_instantiate(handle);
    }

    /** Runs what was captured. */
    public void replay() {
        PtAccelerator.graph_replay(handle);
    }

    /** Forgets what was captured. */
    public void reset() {
        PtAccelerator.graph_reset(handle);
    }

    /** Keeps what {@link #debugDump} writes. */
    public void enableDebugMode() {
        PtAccelerator.graph_enable_debug_mode(handle);
    }

    /**
     * Writes what was captured.
     *
     * @param path the file
     */
    public void debugDump(String path) {
        PtAccelerator.graph_debug_dump(handle, path);
    }

    /**
     * The memory that it uses.
     *
     * @return the pool
     */
    public GraphPool pool() {
        PtAccelerator.GraphPool pool = PtAccelerator.graph_pool(handle);
        return new GraphPool(pool.first(), pool.second());
    }

    /** Releases the graph. */
    public void close() {
        handle.close();
    }
}
