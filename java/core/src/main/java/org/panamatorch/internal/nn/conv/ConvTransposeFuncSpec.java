package org.panamatorch.internal.nn.conv;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of the functions that convolve, transposed.
 *
 * @param bias what is added to each output channel, (out)
 * @param stride how far apart the windows are in the output
 * @param padding how much is cut from either end of the output
 * @param outputPadding how much is added at one end of the output
 * @param groups into how many independent groups the channels fall; divides the numbers of channels
 * @param dilation how far apart the elements of a window are
 */
@OptionSet
public record ConvTransposeFuncSpec(
        @Default("null") Tensor bias,
        @Default("1") Extent stride,
        @Default("0") Extent padding,
        @Default("0") Extent outputPadding,
        @Default("1") long groups,
        @Default("1") Extent dilation) {}
