package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.nn.Sizes;

/** Pooling by means. */
abstract class FunctionalAveragePooling {
    FunctionalAveragePooling() {}

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(Tensor input, long kernelSize) {
        return avgPool1d(input, Sizes.of(kernelSize), null, Sizes.ZERO, false, true);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(Tensor input, long[] kernelSize) {
        return avgPool1d(input, kernelSize, null, Sizes.ZERO, false, true);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(Tensor input, long kernelSize, long stride) {
        return avgPool1d(input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, false, true);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(Tensor input, long kernelSize, long stride, long padding) {
        return avgPool1d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.of(padding), false, true);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            boolean ceilMode,
            boolean countIncludePad) {
        return avgPool1d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                ceilMode,
                countIncludePad);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html">torch.nn.functional.avg_pool1d</a>
     */
    public static Tensor avgPool1d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            boolean ceilMode,
            boolean countIncludePad) {
        return AtenA.avg_pool1d(
                input, kernelSize, Sizes.orEmpty(stride), padding, ceilMode, countIncludePad);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(Tensor input, long kernelSize) {
        return avgPool2d(input, Sizes.of(kernelSize), null, Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(Tensor input, long[] kernelSize) {
        return avgPool2d(input, kernelSize, null, Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(Tensor input, long kernelSize, long stride) {
        return avgPool2d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(Tensor input, long kernelSize, long stride, long padding) {
        return avgPool2d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                false,
                true,
                null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @param divisorOverride what to divide the sum of a window by, or null for the number of its
     *     elements
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            boolean ceilMode,
            boolean countIncludePad,
            Long divisorOverride) {
        return avgPool2d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                ceilMode,
                countIncludePad,
                divisorOverride);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @param divisorOverride what to divide the sum of a window by, or null for the number of its
     *     elements
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html">torch.nn.functional.avg_pool2d</a>
     */
    public static Tensor avgPool2d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            boolean ceilMode,
            boolean countIncludePad,
            Long divisorOverride) {
        return AtenA.avg_pool2d(
                input,
                kernelSize,
                Sizes.orEmpty(stride),
                padding,
                ceilMode,
                countIncludePad,
                divisorOverride);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(Tensor input, long kernelSize) {
        return avgPool3d(input, Sizes.of(kernelSize), null, Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(Tensor input, long[] kernelSize) {
        return avgPool3d(input, kernelSize, null, Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(Tensor input, long kernelSize, long stride) {
        return avgPool3d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, false, true, null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(Tensor input, long kernelSize, long stride, long padding) {
        return avgPool3d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                false,
                true,
                null);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @param divisorOverride what to divide the sum of a window by, or null for the number of its
     *     elements
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            boolean ceilMode,
            boolean countIncludePad,
            Long divisorOverride) {
        return avgPool3d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                ceilMode,
                countIncludePad,
                divisorOverride);
    }

    /**
     * The means of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @param countIncludePad whether the zeros of the padding count for the mean; yes by default
     * @param divisorOverride what to divide the sum of a window by, or null for the number of its
     *     elements
     * @return the means
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html">torch.nn.functional.avg_pool3d</a>
     */
    public static Tensor avgPool3d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            boolean ceilMode,
            boolean countIncludePad,
            Long divisorOverride) {
        return AtenA.avg_pool3d(
                input,
                kernelSize,
                Sizes.orEmpty(stride),
                padding,
                ceilMode,
                countIncludePad,
                divisorOverride);
    }
}
