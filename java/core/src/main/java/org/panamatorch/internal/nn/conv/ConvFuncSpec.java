package org.panamatorch.internal.nn.conv;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Instead;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.Padding;

/**
 * Options of the functions that convolve.
 *
 * @param bias what is added to each output channel, (out)
 * @param stride how far apart the windows are
 * @param padding how many zeros are added to the input at either end
 * @param namedPadding whether the input is padded so that the output has its size, instead of by
 *     numbers
 * @param dilation how far apart the elements of a window are
 * @param groups into how many independent groups the channels fall; divides the numbers of channels
 */
@OptionSet
public record ConvFuncSpec(
        @Default("null") Tensor bias,
        @Default("1") Extent stride,
        @Default("0") Extent padding,
        @Default("null") @Instead("padding") Padding namedPadding,
        @Default("1") Extent dilation,
        @Default("1") long groups) {}
