package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Pooling;
import org.panamatorch.internal.nn.Sizes;

/** Pooling by norms. */
abstract class FunctionalNormPooling extends FunctionalAveragePooling {
    FunctionalNormPooling() {}

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool1d.html">torch.nn.functional.lp_pool1d</a>
     */
    public static Tensor lpPool1d(Tensor input, Number normType, long kernelSize) {
        return lpPool1d(input, normType, Sizes.of(kernelSize), null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool1d.html">torch.nn.functional.lp_pool1d</a>
     */
    public static Tensor lpPool1d(Tensor input, Number normType, long[] kernelSize) {
        return lpPool1d(input, normType, kernelSize, null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool1d.html">torch.nn.functional.lp_pool1d</a>
     */
    public static Tensor lpPool1d(Tensor input, Number normType, long kernelSize, long stride) {
        return lpPool1d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool1d.html">torch.nn.functional.lp_pool1d</a>
     */
    public static Tensor lpPool1d(
            Tensor input, Number normType, long kernelSize, long stride, boolean ceilMode) {
        return lpPool1d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), ceilMode);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool1d.html">torch.nn.functional.lp_pool1d</a>
     */
    public static Tensor lpPool1d(
            Tensor input, Number normType, long[] kernelSize, long[] stride, boolean ceilMode) {
        return Pooling.lp(1, input, normType, kernelSize, stride, ceilMode);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool2d.html">torch.nn.functional.lp_pool2d</a>
     */
    public static Tensor lpPool2d(Tensor input, Number normType, long kernelSize) {
        return lpPool2d(input, normType, Sizes.of(kernelSize), null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool2d.html">torch.nn.functional.lp_pool2d</a>
     */
    public static Tensor lpPool2d(Tensor input, Number normType, long[] kernelSize) {
        return lpPool2d(input, normType, kernelSize, null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool2d.html">torch.nn.functional.lp_pool2d</a>
     */
    public static Tensor lpPool2d(Tensor input, Number normType, long kernelSize, long stride) {
        return lpPool2d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool2d.html">torch.nn.functional.lp_pool2d</a>
     */
    public static Tensor lpPool2d(
            Tensor input, Number normType, long kernelSize, long stride, boolean ceilMode) {
        return lpPool2d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), ceilMode);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool2d.html">torch.nn.functional.lp_pool2d</a>
     */
    public static Tensor lpPool2d(
            Tensor input, Number normType, long[] kernelSize, long[] stride, boolean ceilMode) {
        return Pooling.lp(2, input, normType, kernelSize, stride, ceilMode);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool3d.html">torch.nn.functional.lp_pool3d</a>
     */
    public static Tensor lpPool3d(Tensor input, Number normType, long kernelSize) {
        return lpPool3d(input, normType, Sizes.of(kernelSize), null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool3d.html">torch.nn.functional.lp_pool3d</a>
     */
    public static Tensor lpPool3d(Tensor input, Number normType, long[] kernelSize) {
        return lpPool3d(input, normType, kernelSize, null, false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool3d.html">torch.nn.functional.lp_pool3d</a>
     */
    public static Tensor lpPool3d(Tensor input, Number normType, long kernelSize, long stride) {
        return lpPool3d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), false);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool3d.html">torch.nn.functional.lp_pool3d</a>
     */
    public static Tensor lpPool3d(
            Tensor input, Number normType, long kernelSize, long stride, boolean ceilMode) {
        return lpPool3d(input, normType, Sizes.of(kernelSize), Sizes.of(stride), ceilMode);
    }

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window, one for all dimensions or one each
     * @param stride how far apart the windows are, one for all dimensions or one each; the window's
     *     size by default
     * @param ceilMode whether the output's size is rounded up instead of down; no by default
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.lp_pool3d.html">torch.nn.functional.lp_pool3d</a>
     */
    public static Tensor lpPool3d(
            Tensor input, Number normType, long[] kernelSize, long[] stride, boolean ceilMode) {
        return Pooling.lp(3, input, normType, kernelSize, stride, ceilMode);
    }
}
