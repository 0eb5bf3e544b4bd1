package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Else;
import org.panamatorch.internal.declare.Expanded;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/** The options of pooling, each set declared once. */
public interface PoolSpecs {
    /**
     * Options of maximum poolings to a given size.
     *
     * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in
     *     any case
     */
    @OptionSet
    @Unprinted
    record AdaptiveMaxPoolSpec(@Default("false") boolean returnIndices) {}

    /**
     * Options of average poolings of one dimension.
     *
     * @param stride how far apart the windows are, or nothing for their size
     * @param padding how many zeros are put at either end
     * @param ceilMode whether the output's size is rounded up instead of down
     * @param countIncludePad whether the zeros of the padding count for the mean
     */
    @OptionSet
    record AvgPool1dSpec(
            @Default("null") @Else("kernelSize") @Expanded Extent stride,
            @Default("0") @Expanded Extent padding,
            @Default("false") @Unprinted boolean ceilMode,
            @Default("true") @Unprinted boolean countIncludePad) {}

    /**
     * Options of average poolings of two and three dimensions.
     *
     * @param stride how far apart the windows are, or nothing for their size
     * @param padding how many zeros are put at either end
     * @param ceilMode whether the output's size is rounded up instead of down
     * @param countIncludePad whether the zeros of the padding count for the mean
     * @param divisorOverride the divisor of a window's sum, or nothing for the number of its
     *     elements
     */
    @OptionSet
    record AvgPoolSpec(
            @Default("null") @Else("kernelSize") Extent stride,
            @Default("0") Extent padding,
            @Default("false") @Unprinted boolean ceilMode,
            @Default("true") @Unprinted boolean countIncludePad,
            @Default("null") @Unprinted Long divisorOverride) {}

    /**
     * Options of the functions that find the maxima of windows at random places.
     *
     * @param outputSize the size of the output; either this or the ratio is needed
     * @param outputRatio the size of the output as a part of that of the input, between 0 and 1,
     *     one for all spatial dimensions or one each; either this or the size is needed
     * @param randomSamples where the windows are, (N, C, dimensions), from 0 to 1, or nothing to
     *     draw it each time
     */
    @OptionSet
    record FractionalMaxPoolFuncSpec(
            @Default("null") Extent outputSize,
            @Default("null") double[] outputRatio,
            @Default("null") Tensor randomSamples) {}

    /**
     * Options of maximum poolings at random places.
     *
     * @param outputSize the size of the output; either this or the ratio is needed
     * @param outputRatio the size of the output as a part of that of the input, between 0 and 1,
     *     one for all spatial dimensions or one each; either this or the size is needed
     * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in
     *     any case
     * @param randomSamples where the windows are, (N, C, dimensions), from 0 to 1, or nothing to
     *     draw it each time
     */
    @OptionSet
    @Unprinted
    record FractionalMaxPoolSpec(
            @Default("null") Extent outputSize,
            @Default("null") double[] outputRatio,
            @Default("false") boolean returnIndices,
            @Default("null") Tensor randomSamples) {}

    /**
     * Options of power-average poolings.
     *
     * @param stride how far apart the windows are, or nothing for their size
     * @param ceilMode whether the output's size is rounded up instead of down
     */
    @OptionSet
    record LPPoolSpec(@Default("null") Extent stride, @Default("false") boolean ceilMode) {}

    /**
     * Options of the functions that find the maxima of windows.
     *
     * @param stride how far apart the windows are, or nothing for their size
     * @param padding how many negative infinities are put at either end
     * @param dilation how far apart the elements of a window are
     * @param ceilMode whether the output's size is rounded up instead of down
     */
    @OptionSet
    record MaxPoolFuncSpec(
            @Default("null") Extent stride,
            @Default("0") Extent padding,
            @Default("1") Extent dilation,
            @Default("false") boolean ceilMode) {}

    /**
     * Options of maximum poolings.
     *
     * @param stride how far apart the windows are, or nothing for their size
     * @param padding how many negative infinities are put at either end
     * @param dilation how far apart the elements of a window are
     * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in
     *     any case
     * @param ceilMode whether the output's size is rounded up instead of down
     */
    @OptionSet
    record MaxPoolSpec(
            @Default("null") Extent stride,
            @Default("0") Extent padding,
            @Default("1") Extent dilation,
            @Default("false") @Unprinted boolean returnIndices,
            @Default("false") boolean ceilMode) {}

    /**
     * Options of the functions that put maxima at their places.
     *
     * @param stride how far apart the windows were, or nothing for their size
     * @param padding how much was put at either end
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or nothing
     *     for the smallest ones
     */
    @OptionSet
    record MaxUnpoolFuncSpec(
            @Default("null") Extent stride,
            @Default("0") Extent padding,
            @Default("null") long[] outputSize) {}

    /**
     * Options of the inverses of maximum poolings.
     *
     * @param stride how far apart the windows were, or nothing for their size
     * @param padding how much was put at either end
     */
    @OptionSet
    record MaxUnpoolSpec(@Default("null") Extent stride, @Default("0") Extent padding) {}
}
