package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.nn.Sizes;

/** Transposed convolutions. */
abstract class FunctionalTransposedConvolution extends FunctionalConvolution {
    FunctionalTransposedConvolution() {}

    /**
     * The transpose of {@link #conv1d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, k)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html">torch.nn.functional.conv_transpose1d</a>
     */
    public static Tensor convTranspose1d(Tensor input, Tensor weight) {
        return convTranspose1d(
                input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv1d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html">torch.nn.functional.conv_transpose1d</a>
     */
    public static Tensor convTranspose1d(Tensor input, Tensor weight, Tensor bias) {
        return convTranspose1d(
                input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv1d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html">torch.nn.functional.conv_transpose1d</a>
     */
    public static Tensor convTranspose1d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return convTranspose1d(
                input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv1d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html">torch.nn.functional.conv_transpose1d</a>
     */
    public static Tensor convTranspose1d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long outputPadding,
            long groups,
            long dilation) {
        return convTranspose1d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(outputPadding),
                groups,
                Sizes.of(dilation));
    }

    /**
     * The transpose of {@link #conv1d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html">torch.nn.functional.conv_transpose1d</a>
     */
    public static Tensor convTranspose1d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return AtenC.conv_transpose1d(
                input, weight, bias, stride, padding, outputPadding, groups, dilation);
    }

    /**
     * The transpose of {@link #conv2d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kH, kW)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html">torch.nn.functional.conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(Tensor input, Tensor weight) {
        return convTranspose2d(
                input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv2d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html">torch.nn.functional.conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(Tensor input, Tensor weight, Tensor bias) {
        return convTranspose2d(
                input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv2d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html">torch.nn.functional.conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return convTranspose2d(
                input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv2d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html">torch.nn.functional.conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long outputPadding,
            long groups,
            long dilation) {
        return convTranspose2d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(outputPadding),
                groups,
                Sizes.of(dilation));
    }

    /**
     * The transpose of {@link #conv2d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html">torch.nn.functional.conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return AtenC.conv_transpose2d_input(
                input, weight, bias, stride, padding, outputPadding, groups, dilation);
    }

    /**
     * The transpose of {@link #conv3d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kD, kH, kW)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html">torch.nn.functional.conv_transpose3d</a>
     */
    public static Tensor convTranspose3d(Tensor input, Tensor weight) {
        return convTranspose3d(
                input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv3d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html">torch.nn.functional.conv_transpose3d</a>
     */
    public static Tensor convTranspose3d(Tensor input, Tensor weight, Tensor bias) {
        return convTranspose3d(
                input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv3d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html">torch.nn.functional.conv_transpose3d</a>
     */
    public static Tensor convTranspose3d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return convTranspose3d(
                input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ZERO, 1, Sizes.ONE);
    }

    /**
     * The transpose of {@link #conv3d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html">torch.nn.functional.conv_transpose3d</a>
     */
    public static Tensor convTranspose3d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long outputPadding,
            long groups,
            long dilation) {
        return convTranspose3d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(outputPadding),
                groups,
                Sizes.of(dilation));
    }

    /**
     * The transpose of {@link #conv3d}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (C, out / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are in the output, one for all dimensions or one
     *     each; 1 by default
     * @param padding how much to cut from either end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param outputPadding how much to add at one end of the output, one for all dimensions or one
     *     each; 0 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html">torch.nn.functional.conv_transpose3d</a>
     */
    public static Tensor convTranspose3d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return AtenC.conv_transpose3d_input(
                input, weight, bias, stride, padding, outputPadding, groups, dilation);
    }
}
