package org.panamatorch.accelerator;

import org.panamatorch.TorchException;
import org.panamatorch.internal.accelerator.NativeGraph;
import org.panamatorch.internal.call.Arguments;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Work that was captured once, to be run many times for the price of one call: the same kernels, on
 * the same memory.
 *
 * <pre>{@code
 * Tensor x = Torch.zeros(2000, TensorOptions.of(Device.CUDA));
 * try (var stream = new Stream(); var graph = new Graph()) {
 *     try (var _ = stream.use()) {
 *         graph.capture(() -> x.add_(1));
 *     }
 *     graph.replay();
 * }
 * }</pre>
 *
 * <p>New inputs are copied into the tensors that were captured. A tensor that was made during the
 * capture is in the graph's memory: it is filled again by each replay, and valid only as long as
 * the graph is.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.accelerator.Graph.html">torch.accelerator.Graph</a>
 */
public final class Graph implements AutoCloseable {
    private final NativeGraph graph;

    /**
     * Makes an empty graph.
     *
     * @throws TorchException if there is no accelerator, or it has no graphs
     */
    public Graph() {
        this(_ -> {});
    }

    /**
     * Makes an empty graph.
     *
     * @param options sets what is not to be as by default
     * @throws TorchException if there is no accelerator, or it has no graphs
     */
    public Graph(Consumer<? super GraphOptions> options) {
        this.graph = new NativeGraph(GraphOptions.of(options, "Graph"));
    }

    /**
     * Captures what some code gives to the current stream, which is not run: Python's {@code with
     * graph:}. What was queued before is waited for, and unused memory given back, as the graph
     * will have memory of its own.
     *
     * @param code the code; where it throws, what was captured until then is the graph
     * @throws TorchException if the current stream cannot be captured, such as the default one
     */
    public void capture(Runnable code) {
        Arguments.requirePresent(code, "Graph.capture", "code", "a function");
        Accelerator.synchronize();
        Accelerator.emptyCache();
        Accelerator.emptyHostCache();
        captureBegin();
        try {
            code.run();
        } finally {
            captureEnd();
        }
    }

    /** Begins to capture what the current stream is given. */
    public void captureBegin() {
        graph.captureBegin();
    }

    /** Ends the capture. */
    public void captureEnd() {
        graph.captureEnd();
    }

    /**
     * Makes what was captured ready to run; only a graph that was made with {@code keepGraph} needs
     * it, and not before its first {@link #replay}.
     */
    public void instantiate() {
        graph.instantiate();
    }

    /** Runs what was captured. */
    public void replay() {
        graph.replay();
    }

    /** Forgets what was captured; the graph can capture again. */
    public void reset() {
        graph.reset();
    }

    /**
     * The memory that the graph uses, for another graph to share.
     *
     * @return the pool
     */
    public GraphPool pool() {
        return graph.pool();
    }

    /** Keeps what {@link #debugDump} writes; to be called before the capture. */
    public void enableDebugMode() {
        graph.enableDebugMode();
    }

    /**
     * Writes what was captured to a file, in the accelerator's own format.
     *
     * @param path the file
     */
    public void debugDump(Path path) {
        Arguments.requirePresent(path, "Graph.debugDump", "path", "a path");
        graph.debugDump(path.toString());
    }

    /** Releases the graph. Closing again does nothing. */
    @Override
    public void close() {
        graph.close();
    }
}
