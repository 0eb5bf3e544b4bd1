package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.nn.Sizes;

/** Pooling by maxima. */
abstract class FunctionalMaxPooling extends FunctionalNormPooling {
    FunctionalMaxPooling() {}

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(Tensor input, long kernelSize) {
        return maxPool1d(input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(Tensor input, long[] kernelSize) {
        return maxPool1d(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(Tensor input, long kernelSize, long stride) {
        return maxPool1d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(Tensor input, long kernelSize, long stride, long padding) {
        return maxPool1d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.of(padding), Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool1d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Tensor maxPool1d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return AtenM.max_pool1d(
                input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(Tensor input, long kernelSize) {
        return maxPool2d(input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(Tensor input, long[] kernelSize) {
        return maxPool2d(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(Tensor input, long kernelSize, long stride) {
        return maxPool2d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(Tensor input, long kernelSize, long stride, long padding) {
        return maxPool2d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.of(padding), Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool2d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Tensor maxPool2d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return AtenM.max_pool2d(
                input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(Tensor input, long kernelSize) {
        return maxPool3d(input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(Tensor input, long[] kernelSize) {
        return maxPool3d(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(Tensor input, long kernelSize, long stride) {
        return maxPool3d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(Tensor input, long kernelSize, long stride, long padding) {
        return maxPool3d(
                input, Sizes.of(kernelSize), Sizes.of(stride), Sizes.of(padding), Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool3d(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param padding how many negative infinities to put at either end, one for all dimensions or
     *     one each; 0 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the maxima
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Tensor maxPool3d(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return AtenM.max_pool3d(
                input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode);
    }
}
