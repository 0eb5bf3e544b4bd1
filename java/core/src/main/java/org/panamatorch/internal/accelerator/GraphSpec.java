package org.panamatorch.internal.accelerator;

import org.panamatorch.accelerator.GraphPool;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.GraphCaptureMode;

/**
 * Options of a graph.
 *
 * @param keepGraph whether what was captured is kept beside what is run: then it is made ready by
 *     {@code instantiate}, or at the first replay
 * @param pool the memory that the graph uses, another graph's {@code pool()}; null for memory of
 *     its own
 * @param captureErrorMode how calls that do not belong into a graph are treated during a capture
 */
@OptionSet(home = "org.panamatorch.accelerator")
public record GraphSpec(
        @Default("false") boolean keepGraph,
        @Default("null") GraphPool pool,
        @Default("DEFAULT") GraphCaptureMode captureErrorMode) {}
