package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.GridSampling;
import org.panamatorch.internal.nn.Interpolation;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.option.GridPaddingMode;
import org.panamatorch.option.InterpolationMode;

/** Resampling, shuffling and padding. */
abstract class FunctionalVision {
    FunctionalVision() {}

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions or the options
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(Tensor input) {
        return interpolate(input, null, null, InterpolationMode.NEAREST, null, null, false);
    }

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @param mode how to interpolate; the nearest element by default
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions or the options
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(
            Tensor input, long[] size, double[] scaleFactor, InterpolationMode mode) {
        return interpolate(input, size, scaleFactor, mode, null, null, false);
    }

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @param mode how to interpolate; the nearest element by default
     * @param alignCorners whether the corner elements keep their values, or null for no
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions or the options
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(
            Tensor input,
            long[] size,
            double[] scaleFactor,
            InterpolationMode mode,
            Boolean alignCorners) {
        return interpolate(input, size, scaleFactor, mode, alignCorners, null, false);
    }

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @param mode how to interpolate; the nearest element by default
     * @param alignCorners whether the corner elements keep their values, or null for no
     * @param recomputeScaleFactor whether to compute with the ratio of the sizes instead of the
     *     given one, or null for no
     * @param antialias whether to smooth before sizes shrink; no by default
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions or the options
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(
            Tensor input,
            long[] size,
            double[] scaleFactor,
            InterpolationMode mode,
            Boolean alignCorners,
            Boolean recomputeScaleFactor,
            boolean antialias) {
        return Interpolation.of(
                input, size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias);
    }

    /**
     * Resamples an input to a size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @param size the spatial size of the output in all dimensions
     * @param mode how to interpolate; the nearest element by default
     * @return the output
     * @throws org.panamatorch.TorchException if the mode does not fit the dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(Tensor input, long size, InterpolationMode mode) {
        return interpolate(input, Sizes.of(size), null, mode);
    }

    /**
     * Resamples an input to a multiple of its size.
     *
     * <p>Shapes: input (N, C, L), (N, C, H, W) or (N, C, D, H, W), output of the same dimensions.
     *
     * @param input the input
     * @param scaleFactor the factor of all dimensions
     * @param mode how to interpolate; the nearest element by default
     * @return the output
     * @throws org.panamatorch.TorchException if the mode does not fit the dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
     */
    public static Tensor interpolate(Tensor input, double scaleFactor, InterpolationMode mode) {
        return interpolate(input, null, new double[] {scaleFactor}, mode);
    }

    /**
     * Resamples an input to a size.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions
     * @deprecated use {@link #interpolate(Tensor, long[], double[], InterpolationMode, Boolean)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.upsample.html">torch.nn.functional.upsample</a>
     */
    @Deprecated
    public static Tensor upsample(Tensor input, long[] size, double[] scaleFactor) {
        return upsample(input, size, scaleFactor, InterpolationMode.NEAREST, null);
    }

    /**
     * Resamples an input to a size.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @param mode how to interpolate; the nearest element by default
     * @param alignCorners whether the corner elements keep their values, or null for no
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the dimensions
     * @deprecated use {@link #interpolate(Tensor, long[], double[], InterpolationMode, Boolean)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.upsample.html">torch.nn.functional.upsample</a>
     */
    @Deprecated
    public static Tensor upsample(
            Tensor input,
            long[] size,
            double[] scaleFactor,
            InterpolationMode mode,
            Boolean alignCorners) {
        Warnings.warn(
                "`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.");
        return interpolate(input, size, scaleFactor, mode, alignCorners);
    }

    /**
     * Resamples an input to a size by the nearest elements.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both
     * @deprecated use {@link #interpolate(Tensor, long[], double[], InterpolationMode)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.upsample_nearest.html">torch.nn.functional.upsample_nearest</a>
     */
    @Deprecated
    public static Tensor upsampleNearest(Tensor input, long[] size, double[] scaleFactor) {
        Warnings.warn(
                "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate`"
                        + " instead.");
        return interpolate(input, size, scaleFactor, InterpolationMode.NEAREST);
    }

    /**
     * Resamples an image to a size linearly.
     *
     * @param input the input
     * @param size the spatial sizes of the output, one for all dimensions or one each, or null
     * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one
     *     for all dimensions or one each, or null
     * @return the output
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both
     * @deprecated use {@link #interpolate(Tensor, long[], double[], InterpolationMode, Boolean)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.upsample_bilinear.html">torch.nn.functional.upsample_bilinear</a>
     */
    @Deprecated
    public static Tensor upsampleBilinear(Tensor input, long[] size, double[] scaleFactor) {
        Warnings.warn(
                "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate`"
                        + " instead.");
        return interpolate(input, size, scaleFactor, InterpolationMode.BILINEAR, true);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.grid_sample.html">torch.nn.functional.grid_sample</a>
     */
    public static Tensor gridSample(Tensor input, Tensor grid) {
        return gridSample(input, grid, InterpolationMode.BILINEAR, GridPaddingMode.ZEROS, null);
    }

    /**
     * Samples an input at the points of a grid.
     *
     * <p>Shapes: input (N, C, H, W) and grid (N, Hₒ, Wₒ, 2), or input (N, C, D, H, W) and grid (N,
     * Dₒ, Hₒ, Wₒ, 3); output (N, C, Hₒ, Wₒ) or (N, C, Dₒ, Hₒ, Wₒ).
     *
     * @param input the input
     * @param grid the points, from -1 to 1
     * @param mode how to interpolate: {@code BILINEAR}, the default, {@code NEAREST} or {@code
     *     BICUBIC}
     * @param paddingMode what there is outside; zeros by default
     * @param alignCorners whether -1 and 1 are the centres of the corner elements instead of their
     *     edges, or null for no
     * @return the samples
     * @throws org.panamatorch.TorchException if the mode is another, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.grid_sample.html">torch.nn.functional.grid_sample</a>
     */
    public static Tensor gridSample(
            Tensor input,
            Tensor grid,
            InterpolationMode mode,
            GridPaddingMode paddingMode,
            Boolean alignCorners) {
        long interpolation = GridSampling.interpolationCode(mode);
        return AtenG.grid_sampler(
                input,
                grid,
                interpolation,
                Required.present("gridSample", "paddingMode", paddingMode, "a padding mode").code(),
                GridSampling.alignCorners(alignCorners));
    }

    /**
     * The grid of points that an affine map makes, for {@link #gridSample}.
     *
     * <p>Shapes: theta (N, 2, 3) and size (N, C, H, W), or theta (N, 3, 4) and size (N, C, D, H,
     * W); output (N, H, W, 2) or (N, D, H, W, 3).
     *
     * @param theta the maps
     * @param size the size of the output of the sampling
     * @return the points
     * @throws org.panamatorch.TorchException if the dtype is not floating, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.affine_grid.html">torch.nn.functional.affine_grid</a>
     */
    public static Tensor affineGrid(Tensor theta, long[] size) {
        return affineGrid(theta, size, null);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.affine_grid.html">torch.nn.functional.affine_grid</a>
     */
    public static Tensor affineGrid(Tensor theta, long[] size, Boolean alignCorners) {
        boolean corners = GridSampling.alignCorners(alignCorners);
        Checks.affineGrid(theta, size, corners);
        return AtenA.affine_grid_generator(theta, size, corners);
    }
}
