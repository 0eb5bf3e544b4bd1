package org.panamatorch.internal.nn.vision;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.vision.VisionSpecs.GridSampleFuncSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.InterpolateFuncSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleFuncSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.Upsampling2dSpec;
import org.panamatorch.option.InterpolationMode;

/** Resampling. */
@Facade("org.panamatorch.nn.Functional")
public final class Resampling {
    private Resampling() {}

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions or the options
     */
    public static Tensor interpolate(Tensor input, InterpolateFuncSpec options) {
        return Interpolation.of(input, options);
    }

    private static Tensor plain(
            Tensor input,
            Extent size,
            double[] scaleFactor,
            InterpolationMode mode,
            Boolean alignCorners) {
        return Interpolation.of(
                input, new InterpolateFuncSpec(size, scaleFactor, mode, alignCorners, null, false));
    }

    /**
     * Resamples an input to a size.
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions
     * @deprecated use {@link #interpolate}
     */
    @Deprecated
    public static Tensor upsample(Tensor input, UpsampleFuncSpec options) {
        Warnings.warn(
                "`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.");
        return plain(
                input,
                options.size(),
                options.scaleFactor(),
                options.mode(),
                options.alignCorners());
    }

    /**
     * Resamples an input to a size by the nearest elements.
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both
     * @deprecated use {@link #interpolate}
     */
    @Deprecated
    public static Tensor upsampleNearest(Tensor input, Upsampling2dSpec options) {
        Warnings.warn(
                "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate`"
                        + " instead.");
        return plain(input, options.size(), options.scaleFactor(), InterpolationMode.NEAREST, null);
    }

    /**
     * Resamples an image to a size linearly.
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both
     * @deprecated use {@link #interpolate}
     */
    @Deprecated
    public static Tensor upsampleBilinear(Tensor input, Upsampling2dSpec options) {
        Warnings.warn(
                "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate`"
                        + " instead.");
        return plain(
                input, options.size(), options.scaleFactor(), InterpolationMode.BILINEAR, true);
    }

    /**
     * Samples an input at the points of a grid.
     *
     * <p>Shapes: input (N, C, H, W) and grid (N, Hₒ, Wₒ, 2), or input (N, C, D, H, W) and grid (N,
     * Dₒ, Hₒ, Wₒ, 3); output (N, C, Hₒ, Wₒ) or (N, C, Dₒ, Hₒ, Wₒ).
     *
     * @param input the input
     * @param grid the points, from -1 to 1
     * @return the samples
     * @throws org.panamatorch.TorchException if the mode is another, or shapes do not fit
     */
    public static Tensor gridSample(Tensor input, Tensor grid, GridSampleFuncSpec options) {
        return AtenG.grid_sampler(
                input,
                grid,
                interpolationCode(options.mode()),
                options.paddingMode().code(),
                alignCorners(options.alignCorners()));
    }

    /**
     * The grid of points that an affine map makes, for {@link #gridSample}.
     *
     * <p>Shapes: theta (N, 2, 3) and size (N, C, H, W), or theta (N, 3, 4) and size (N, C, D, H,
     * W); output (N, H, W, 2) or (N, D, H, W, 3).
     *
     * @param theta the maps
     * @param size the size of the output of the sampling
     * @param alignCorners whether -1 and 1 are the centres of the corner elements instead of their
     *     edges, or null for no
     * @return the points
     * @throws org.panamatorch.TorchException if the dtype is not floating, or shapes do not fit
     */
    public static Tensor affineGrid(
            Tensor theta, long[] size, @Default("null") Boolean alignCorners) {
        boolean corners = alignCorners(alignCorners);
        Checks.affineGrid(theta, size, corners);
        return AtenA.affine_grid_generator(theta, size, corners);
    }

    private static long interpolationCode(InterpolationMode mode) {
        return switch (mode) {
            case BILINEAR -> 0;
            case NEAREST -> 1;
            case BICUBIC -> 2;
            default ->
                    throw Checks.value(
                            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest'"
                                    + " or 'bicubic', but got: '"
                                    + mode
                                    + "'");
        };
    }

    private static boolean alignCorners(Boolean given) {
        if (given == null) {
            Warnings.warn(
                    "Default grid_sample and affine_grid behavior has changed to"
                        + " align_corners=False since 1.3.0. Please specify align_corners=True if"
                        + " the old behavior is desired. See the documentation of grid_sample for"
                        + " details.");
            return false;
        }
        return given;
    }
}
