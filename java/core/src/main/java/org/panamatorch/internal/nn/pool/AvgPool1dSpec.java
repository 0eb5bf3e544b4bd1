package org.panamatorch.internal.nn.pool;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of average poolings of one dimension.
 *
 * @param stride how far apart the windows are, or nothing for their size
 * @param padding how many zeros are put at either end
 * @param ceilMode whether the output's size is rounded up instead of down
 * @param countIncludePad whether the zeros of the padding count for the mean
 */
@OptionSet
public record AvgPool1dSpec(
        @Default("null") Extent stride,
        @Default("0") Extent padding,
        @Default("false") @Unprinted boolean ceilMode,
        @Default("true") @Unprinted boolean countIncludePad) {}
