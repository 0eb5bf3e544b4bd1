package org.panamatorch.internal.nn.conv;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of windows as columns.
 *
 * @param dilation how far apart the elements of a window are
 * @param padding how many zeros are added at either end of each dimension
 * @param stride how far apart the windows are
 */
@OptionSet
public record FoldSpec(
        @Default("1") Extent dilation, @Default("0") Extent padding, @Default("1") Extent stride) {}
