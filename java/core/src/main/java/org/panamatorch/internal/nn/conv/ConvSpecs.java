package org.panamatorch.internal.nn.conv;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Instead;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.ConvPadding;
import org.panamatorch.option.PaddingMode;

/** The options of convolutions and folding, each set declared once. */
public interface ConvSpecs {
    /**
     * Options of the functions that convolve.
     *
     * @param bias the shift of each output channel, (out)
     * @param stride how far apart the windows are
     * @param padding how many zeros are added to the input at either end
     * @param namedPadding whether the input is padded so that the output has its size, instead of
     *     by numbers
     * @param dilation how far apart the elements of a window are
     * @param groups into how many independent groups the channels fall; divides the numbers of
     *     channels
     */
    @OptionSet
    record ConvFuncSpec(
            @Default("null") Tensor bias,
            @Default("1") Extent stride,
            @Default("0") Extent padding,
            @Default("null") @Instead("padding") ConvPadding namedPadding,
            @Default("1") Extent dilation,
            @Default("1") long groups) {}

    /**
     * Options of convolutions.
     *
     * @param stride how far apart the windows are
     * @param padding how much is added to the input at either end
     * @param namedPadding whether the input is padded so that the output has its size, instead of
     *     by numbers
     * @param dilation how far apart the elements of a window are
     * @param groups into how many independent groups the channels fall; divides the numbers of
     *     channels
     * @param bias whether there is a bias
     * @param paddingMode the kind of padding at either end
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record ConvSpec(
            @Default("1") Extent stride,
            @Default("0") Extent padding,
            @Default("null") @Instead("padding") ConvPadding namedPadding,
            @Default("1") Extent dilation,
            @Default("1") long groups,
            @Default("true") boolean bias,
            @Default("ZEROS") PaddingMode paddingMode,
            TensorOptions parameters) {}

    /**
     * The option of the convolution of sequences whose first dimension is time.
     *
     * @param pad how many zeros are added at either end
     */
    @OptionSet
    record ConvTbcSpec(@Default("0") long pad) {}

    /**
     * Options of the functions that convolve, transposed.
     *
     * @param bias the shift of each output channel, (out)
     * @param stride how far apart the windows are in the output
     * @param padding how much is cut from either end of the output
     * @param outputPadding how much is added at one end of the output
     * @param groups into how many independent groups the channels fall; divides the numbers of
     *     channels
     * @param dilation how far apart the elements of a window are
     */
    @OptionSet
    record ConvTransposeFuncSpec(
            @Default("null") Tensor bias,
            @Default("1") Extent stride,
            @Default("0") Extent padding,
            @Default("0") Extent outputPadding,
            @Default("1") long groups,
            @Default("1") Extent dilation) {}

    /**
     * Options of transposed convolutions.
     *
     * @param stride how far apart the windows are in the output
     * @param padding how much is cut from either end of the output
     * @param outputPadding how much is added at one end of the output
     * @param groups into how many independent groups the channels fall; divides the numbers of
     *     channels
     * @param bias whether there is a bias
     * @param dilation how far apart the elements of a window are
     * @param paddingMode the kind of padding: zeros, nothing else
     * @param parameters the parameters
     */
    @OptionSet
    @Unprinted
    record ConvTransposeSpec(
            @Default("1") Extent stride,
            @Default("0") Extent padding,
            @Default("0") Extent outputPadding,
            @Default("1") long groups,
            @Default("true") boolean bias,
            @Default("1") Extent dilation,
            @Default("ZEROS") PaddingMode paddingMode,
            TensorOptions parameters) {}

    /**
     * Options of windows as columns.
     *
     * @param dilation how far apart the elements of a window are
     * @param padding how many zeros are added at either end of each dimension
     * @param stride how far apart the windows are
     */
    @OptionSet
    record FoldSpec(
            @Default("1") Extent dilation,
            @Default("0") Extent padding,
            @Default("1") Extent stride) {}
}
