package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.option.Padding;

/** Convolutions. */
abstract class FunctionalConvolution {
    FunctionalConvolution() {}

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(Tensor input, Tensor weight) {
        return conv1d(input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(Tensor input, Tensor weight, Tensor bias) {
        return conv1d(input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return conv1d(input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return conv1d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                groups);
    }

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return AtenC.conv1d(input, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * Cross-correlates an input of one spatial dimension with filters.
     *
     * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, k)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding whether to pad so that the output has the size of the input
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit, or the output
     *     shall have the input's size but a stride is not 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html">torch.nn.functional.conv1d</a>
     */
    public static Tensor conv1d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            Padding padding,
            long[] dilation,
            long groups) {
        return AtenC.conv1d_padding(
                input,
                weight,
                bias,
                stride,
                Required.present("conv1d", "padding", padding, "a padding").toString(),
                dilation,
                groups);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(Tensor input, Tensor weight) {
        return conv2d(input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(Tensor input, Tensor weight, Tensor bias) {
        return conv2d(input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return conv2d(input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return conv2d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                groups);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return AtenC.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * Cross-correlates an input of two spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding whether to pad so that the output has the size of the input
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit, or the output
     *     shall have the input's size but a stride is not 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html">torch.nn.functional.conv2d</a>
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            Padding padding,
            long[] dilation,
            long groups) {
        return AtenC.conv2d_padding(
                input,
                weight,
                bias,
                stride,
                Required.present("conv2d", "padding", padding, "a padding").toString(),
                dilation,
                groups);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(Tensor input, Tensor weight) {
        return conv3d(input, weight, null, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(Tensor input, Tensor weight, Tensor bias) {
        return conv3d(input, weight, bias, Sizes.ONE, Sizes.ZERO, Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(
            Tensor input, Tensor weight, Tensor bias, long stride, long padding) {
        return conv3d(input, weight, bias, Sizes.of(stride), Sizes.of(padding), Sizes.ONE, 1);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return conv3d(
                input,
                weight,
                bias,
                Sizes.of(stride),
                Sizes.of(padding),
                Sizes.of(dilation),
                groups);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding how many zeros to put at either end, one for all dimensions or one each; 0 by
     *     default
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return AtenC.conv3d(input, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * Cross-correlates an input of three spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or without N.
     *
     * @param input the input
     * @param weight the filters, (out, C / groups, kD, kH, kW)
     * @param bias what is added to each output channel, (out), or null
     * @param stride how far apart the windows are, one for all dimensions or one each; 1 by default
     * @param padding whether to pad so that the output has the size of the input
     * @param dilation how far apart the elements of a window are, one for all dimensions or one
     *     each; 1 by default
     * @param groups how many independent parts the channels form; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit, or the output
     *     shall have the input's size but a stride is not 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html">torch.nn.functional.conv3d</a>
     */
    public static Tensor conv3d(
            Tensor input,
            Tensor weight,
            Tensor bias,
            long[] stride,
            Padding padding,
            long[] dilation,
            long groups) {
        return AtenC.conv3d_padding(
                input,
                weight,
                bias,
                stride,
                Required.present("conv3d", "padding", padding, "a padding").toString(),
                dilation,
                groups);
    }
}
