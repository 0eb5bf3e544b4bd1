package org.panamatorch.option;

import java.util.Locale;

/**
 * How calls that a graph cannot capture are treated while one is captured.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.accelerator.Graph.html">torch.accelerator.Graph</a>
 */
public enum GraphCaptureMode {
    /** As the accelerator does by default. */
    DEFAULT(0),
    /** They fail, on all threads. */
    GLOBAL(1),
    /** They fail on the thread that captures. */
    THREAD_LOCAL(2),
    /** They may run. */
    RELAXED(3);

    private final int code;

    GraphCaptureMode(int code) {
        this.code = code;
    }

    /**
     * The code of {@code at::GraphCaptureMode}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * Python's word.
     *
     * @return such as {@code thread_local}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
