package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.nn.Sizes;

/** Pooling by maxima, and where they are. */
abstract class FunctionalMaxPoolingIndices extends FunctionalMaxPooling {
    FunctionalMaxPoolingIndices() {}

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Pooled maxPool1dWithIndices(Tensor input, long kernelSize) {
        return maxPool1dWithIndices(
                input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Pooled maxPool1dWithIndices(Tensor input, long[] kernelSize) {
        return maxPool1dWithIndices(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Pooled maxPool1dWithIndices(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool1dWithIndices(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html">torch.nn.functional.max_pool1d</a>
     */
    public static Pooled maxPool1dWithIndices(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return Pooled.of(
                AtenM.max_pool1d_with_indices(
                        input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode));
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Pooled maxPool2dWithIndices(Tensor input, long kernelSize) {
        return maxPool2dWithIndices(
                input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Pooled maxPool2dWithIndices(Tensor input, long[] kernelSize) {
        return maxPool2dWithIndices(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Pooled maxPool2dWithIndices(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool2dWithIndices(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html">torch.nn.functional.max_pool2d</a>
     */
    public static Pooled maxPool2dWithIndices(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return Pooled.of(
                AtenM.max_pool2d_with_indices(
                        input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode));
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Pooled maxPool3dWithIndices(Tensor input, long kernelSize) {
        return maxPool3dWithIndices(
                input, Sizes.of(kernelSize), null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Pooled maxPool3dWithIndices(Tensor input, long[] kernelSize) {
        return maxPool3dWithIndices(input, kernelSize, null, Sizes.ZERO, Sizes.ONE, false);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Pooled maxPool3dWithIndices(
            Tensor input,
            long kernelSize,
            long stride,
            long padding,
            long dilation,
            boolean ceilMode) {
        return maxPool3dWithIndices(
                input,
                Sizes.of(kernelSize),
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                ceilMode);
    }

    /**
     * The maxima of the windows that slide over an input, and where they are.
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
     * @return the maxima and their indices in the flattened spatial dimensions
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html">torch.nn.functional.max_pool3d</a>
     */
    public static Pooled maxPool3dWithIndices(
            Tensor input,
            long[] kernelSize,
            long[] stride,
            long[] padding,
            long[] dilation,
            boolean ceilMode) {
        return Pooled.of(
                AtenM.max_pool3d_with_indices(
                        input, kernelSize, Sizes.orEmpty(stride), padding, dilation, ceilMode));
    }
}
