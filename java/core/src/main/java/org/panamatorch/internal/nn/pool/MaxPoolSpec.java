package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of maximum poolings.
 *
 * @param stride how far apart the windows are, or nothing for their size
 * @param padding how many negative infinities are put at either end
 * @param dilation how far apart the elements of a window are
 * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in any
 *     case
 * @param ceilMode whether the output's size is rounded up instead of down
 */
@OptionSet
public record MaxPoolSpec(
        @Default("null") Extent stride,
        @Default("0") Extent padding,
        @Default("1") Extent dilation,
        @Default("false") @Unprinted boolean returnIndices,
        @Default("false") boolean ceilMode) {}
