package org.panamatorch.internal.nn.conv;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.PaddingMode;

/**
 * Options of transposed convolutions.
 *
 * @param stride how far apart the windows are in the output
 * @param padding how much is cut from either end of the output
 * @param outputPadding how much is added at one end of the output
 * @param groups into how many independent groups the channels fall; divides the numbers of channels
 * @param bias whether there is a bias
 * @param dilation how far apart the elements of a window are
 * @param paddingMode what is added at the ends: zeros, nothing else
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
@Unprinted
public record ConvTransposeSpec(
        @Default("1") Extent stride,
        @Default("0") Extent padding,
        @Default("0") Extent outputPadding,
        @Default("1") long groups,
        @Default("true") boolean bias,
        @Default("1") Extent dilation,
        @Default("ZEROS") PaddingMode paddingMode,
        @Default("null") Device device,
        @Default("null") DType dtype) {}
