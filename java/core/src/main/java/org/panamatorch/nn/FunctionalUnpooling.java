package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Pooling;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;

import java.util.Arrays;

/** The inverse of pooling by maxima. */
abstract class FunctionalUnpooling extends FunctionalMaxPoolingIndices {
    FunctionalUnpooling() {}

    /**
     * A partial inverse of {@link #maxPool1d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool1dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool1d.html">torch.nn.functional.max_unpool1d</a>
     */
    public static Tensor maxUnpool1d(Tensor input, Tensor indices, long kernelSize) {
        return maxUnpool1d(input, indices, Sizes.of(kernelSize), null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool1d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool1dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool1d.html">torch.nn.functional.max_unpool1d</a>
     */
    public static Tensor maxUnpool1d(Tensor input, Tensor indices, long[] kernelSize) {
        return maxUnpool1d(input, indices, kernelSize, null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool1d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool1dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool1d.html">torch.nn.functional.max_unpool1d</a>
     */
    public static Tensor maxUnpool1d(Tensor input, Tensor indices, long kernelSize, long stride) {
        return maxUnpool1d(
                input, indices, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool1d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool1dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool1d.html">torch.nn.functional.max_unpool1d</a>
     */
    public static Tensor maxUnpool1d(
            Tensor input,
            Tensor indices,
            long kernelSize,
            long stride,
            long padding,
            long[] outputSize) {
        return maxUnpool1d(
                input,
                indices,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                outputSize);
    }

    /**
     * A partial inverse of {@link #maxPool1d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool1dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool1d.html">torch.nn.functional.max_unpool1d</a>
     */
    public static Tensor maxUnpool1d(
            Tensor input,
            Tensor indices,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] outputSize) {
        long[] kernel = Sizes.expand("maxUnpool1d", "kernelSize", kernelSize, 1);
        long[] step = stride == null ? kernel : Sizes.expand("maxUnpool1d", "stride", stride, 1);
        long[] pad = Sizes.expand("maxUnpool1d", "padding", padding, 1);
        long[] size = Pooling.unpooledSize("maxUnpool1d", input, kernel, step, pad, outputSize);
        try (Tensor wide = input.unsqueeze(-1);
                Tensor wideIndices =
                        Required.tensor("maxUnpool1d", "indices", indices).unsqueeze(-1);
                Tensor result = AtenM.max_unpool2d(wide, wideIndices, withWidth(size))) {
            return result.squeeze(-1);
        }
    }

    /**
     * A partial inverse of {@link #maxPool2d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool2dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool2d.html">torch.nn.functional.max_unpool2d</a>
     */
    public static Tensor maxUnpool2d(Tensor input, Tensor indices, long kernelSize) {
        return maxUnpool2d(input, indices, Sizes.of(kernelSize), null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool2d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool2dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool2d.html">torch.nn.functional.max_unpool2d</a>
     */
    public static Tensor maxUnpool2d(Tensor input, Tensor indices, long[] kernelSize) {
        return maxUnpool2d(input, indices, kernelSize, null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool2d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool2dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool2d.html">torch.nn.functional.max_unpool2d</a>
     */
    public static Tensor maxUnpool2d(Tensor input, Tensor indices, long kernelSize, long stride) {
        return maxUnpool2d(
                input, indices, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool2d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool2dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool2d.html">torch.nn.functional.max_unpool2d</a>
     */
    public static Tensor maxUnpool2d(
            Tensor input,
            Tensor indices,
            long kernelSize,
            long stride,
            long padding,
            long[] outputSize) {
        return maxUnpool2d(
                input,
                indices,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                outputSize);
    }

    /**
     * A partial inverse of {@link #maxPool2d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool2dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool2d.html">torch.nn.functional.max_unpool2d</a>
     */
    public static Tensor maxUnpool2d(
            Tensor input,
            Tensor indices,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] outputSize) {
        long[] kernel = Sizes.expand("maxUnpool2d", "kernelSize", kernelSize, 2);
        long[] step = stride == null ? kernel : Sizes.expand("maxUnpool2d", "stride", stride, 2);
        long[] pad = Sizes.expand("maxUnpool2d", "padding", padding, 2);
        long[] size = Pooling.unpooledSize("maxUnpool2d", input, kernel, step, pad, outputSize);
        try (Tensor places = viewable(indices)) {
            return AtenM.max_unpool2d(input, places, size);
        }
    }

    /**
     * A partial inverse of {@link #maxPool3d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or
     * without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool3dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool3d.html">torch.nn.functional.max_unpool3d</a>
     */
    public static Tensor maxUnpool3d(Tensor input, Tensor indices, long kernelSize) {
        return maxUnpool3d(input, indices, Sizes.of(kernelSize), null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool3d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or
     * without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool3dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool3d.html">torch.nn.functional.max_unpool3d</a>
     */
    public static Tensor maxUnpool3d(Tensor input, Tensor indices, long[] kernelSize) {
        return maxUnpool3d(input, indices, kernelSize, null, Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool3d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or
     * without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool3dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool3d.html">torch.nn.functional.max_unpool3d</a>
     */
    public static Tensor maxUnpool3d(Tensor input, Tensor indices, long kernelSize, long stride) {
        return maxUnpool3d(
                input, indices, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, null);
    }

    /**
     * A partial inverse of {@link #maxPool3d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or
     * without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool3dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool3d.html">torch.nn.functional.max_unpool3d</a>
     */
    public static Tensor maxUnpool3d(
            Tensor input,
            Tensor indices,
            long kernelSize,
            long stride,
            long padding,
            long[] outputSize) {
        return maxUnpool3d(
                input,
                indices,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                outputSize);
    }

    /**
     * A partial inverse of {@link #maxPool3d}: puts the maxima at their places among zeros.
     *
     * <p>Shapes: input and indices (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or
     * without N.
     *
     * @param input the maxima
     * @param indices where they were, as {@link #maxPool3dWithIndices} says
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how much to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, an index is out of
     *     range, or no input pools to that size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_unpool3d.html">torch.nn.functional.max_unpool3d</a>
     */
    public static Tensor maxUnpool3d(
            Tensor input,
            Tensor indices,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] outputSize) {
        long[] kernel = Sizes.expand("maxUnpool3d", "kernelSize", kernelSize, 3);
        long[] step = stride == null ? kernel : Sizes.expand("maxUnpool3d", "stride", stride, 3);
        long[] pad = Sizes.expand("maxUnpool3d", "padding", padding, 3);
        long[] size = Pooling.unpooledSize("maxUnpool3d", input, kernel, step, pad, outputSize);
        try (Tensor places = viewable(indices)) {
            return AtenM.max_unpool3d(input, places, size, step, pad);
        }
    }

    /** Backward takes a view of the indices, which not all strides allow. */
    private static Tensor viewable(Tensor indices) {
        Arguments.requirePresent(indices, "max_unpool", "indices", "a tensor");
        return indices.contiguous();
    }

    private static long[] withWidth(long... size) {
        long[] plane = Arrays.copyOf(size, size.length + 1);
        plane[size.length] = 1;
        return plane;
    }
}
