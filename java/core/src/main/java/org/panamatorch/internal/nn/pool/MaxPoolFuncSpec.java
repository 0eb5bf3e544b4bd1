package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of the functions that find the maxima of windows.
 *
 * @param stride how far apart the windows are, or nothing for their size
 * @param padding how many negative infinities are put at either end
 * @param dilation how far apart the elements of a window are
 * @param ceilMode whether the output's size is rounded up instead of down
 */
@OptionSet
public record MaxPoolFuncSpec(
        @Default("null") Extent stride,
        @Default("0") Extent padding,
        @Default("1") Extent dilation,
        @Default("false") boolean ceilMode) {}
