package org.panamatorch.internal.nn.vision;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.GridPaddingMode;
import org.panamatorch.option.InterpolationMode;

/** The options of resizing and reshaping of images, each set declared once. */
public interface VisionSpecs {
    /**
     * Options of the module that makes one dimension of several.
     *
     * @param startDim the first of them
     * @param endDim the last of them
     */
    @OptionSet
    record FlattenSpec(@Default("1") long startDim, @Default("-1") long endDim) {}

    /**
     * Options of sampling at the points of a grid.
     *
     * @param mode how to interpolate: bilinearly, by the nearest element or bicubically
     * @param paddingMode the values outside
     * @param alignCorners whether -1 and 1 are the centres of the corner elements instead of their
     *     edges; without a word they are not
     */
    @OptionSet
    @Unprinted
    record GridSampleFuncSpec(
            @Default("BILINEAR") InterpolationMode mode,
            @Default("ZEROS") GridPaddingMode paddingMode,
            @Default("null") Boolean alignCorners) {}

    /**
     * Options of resampling; either a size or a factor is needed.
     *
     * @param size the spatial sizes of the output, one for all dimensions or one each
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each
     * @param mode how to interpolate
     * @param alignCorners whether the corner elements keep their values; without a word they do not
     * @param recomputeScaleFactor whether to compute with the ratio of the sizes instead of the
     *     given factor; without a word it is not
     * @param antialias whether to smooth before sizes shrink
     */
    @OptionSet
    @Unprinted
    record InterpolateFuncSpec(
            @Default("null") Extent size,
            @Default("null") double[] scaleFactor,
            @Default("NEAREST") InterpolationMode mode,
            @Default("null") Boolean alignCorners,
            @Default("null") Boolean recomputeScaleFactor,
            @Default("false") boolean antialias) {}

    /**
     * Options of resampling as it was called before; either a size or a factor is needed.
     *
     * @param size the spatial sizes of the output, one for all dimensions or one each
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each
     * @param mode how to interpolate
     * @param alignCorners whether the corner elements keep their values; without a word they do not
     */
    @OptionSet
    @Unprinted
    record UpsampleFuncSpec(
            @Default("null") Extent size,
            @Default("null") double[] scaleFactor,
            @Default("NEAREST") InterpolationMode mode,
            @Default("null") Boolean alignCorners) {}

    /**
     * Options of a module that resamples; either a size or a factor is needed.
     *
     * @param size the spatial sizes of the output, one for all dimensions or one each
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each
     * @param mode how to interpolate
     * @param alignCorners whether the corner elements keep their values; without a word they do not
     * @param recomputeScaleFactor whether to compute with the ratio of the sizes instead of the
     *     given factor; without a word it is not
     */
    @OptionSet
    @Unprinted
    record UpsampleSpec(
            @Default("null") Extent size,
            @Default("null") double[] scaleFactor,
            @Default("NEAREST") InterpolationMode mode,
            @Default("null") Boolean alignCorners,
            @Default("null") Boolean recomputeScaleFactor) {}

    /**
     * Options of resampling images; either a size or a factor is needed.
     *
     * @param size the spatial sizes of the output, one for all dimensions or one each
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each
     */
    @OptionSet
    @Unprinted
    record Upsampling2dSpec(@Default("null") Extent size, @Default("null") double[] scaleFactor) {}
}
