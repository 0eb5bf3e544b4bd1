package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of the functions that put maxima at their places.
 *
 * @param stride how far apart the windows were, or nothing for their size
 * @param padding how much was put at either end
 * @param outputSize the sizes of the spatial dimensions of the output, or of all, or nothing for
 *     the smallest ones
 */
@OptionSet
public record MaxUnpoolFuncSpec(
        @Default("null") Extent stride,
        @Default("0") Extent padding,
        @Default("null") long[] outputSize) {}
