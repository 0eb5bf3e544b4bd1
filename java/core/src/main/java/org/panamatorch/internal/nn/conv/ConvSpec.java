package org.panamatorch.internal.nn.conv;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Instead;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.Padding;
import org.panamatorch.option.PaddingMode;

/**
 * Options of convolutions.
 *
 * @param stride how far apart the windows are
 * @param padding how much is added to the input at either end
 * @param namedPadding whether the input is padded so that the output has its size, instead of by
 *     numbers
 * @param dilation how far apart the elements of a window are
 * @param groups into how many independent groups the channels fall; divides the numbers of channels
 * @param bias whether there is a bias
 * @param paddingMode what is added to the input at either end
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
@Unprinted
public record ConvSpec(
        @Default("1") Extent stride,
        @Default("0") Extent padding,
        @Default("null") @Instead("padding") Padding namedPadding,
        @Default("1") Extent dilation,
        @Default("1") long groups,
        @Default("true") boolean bias,
        @Default("ZEROS") PaddingMode paddingMode,
        @Default("null") Device device,
        @Default("null") DType dtype) {}
