package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.nn.Sizes;

/** Windows as columns, and convolutions of other layouts. */
abstract class FunctionalFolding extends FunctionalTransposedConvolution {
    FunctionalFolding() {}

    /**
     * Cross-correlates sequences whose first dimension is time with filters.
     *
     * <p>Shapes: input (L, N, C), output (Lₒ, N, out).
     *
     * @param input the input
     * @param weight the filters, (k, C, out)
     * @param bias what is added to each output channel, (out)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_tbc.html">torch.nn.functional.conv_tbc</a>
     */
    public static Tensor convTbc(Tensor input, Tensor weight, Tensor bias) {
        return convTbc(input, weight, bias, 0);
    }

    /**
     * Cross-correlates sequences whose first dimension is time with filters.
     *
     * <p>Shapes: input (L, N, C), output (Lₒ, N, out).
     *
     * @param input the input
     * @param weight the filters, (k, C, out)
     * @param bias what is added to each output channel, (out)
     * @param pad how many zeros to put at either end; 0 by default
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_tbc.html">torch.nn.functional.conv_tbc</a>
     */
    public static Tensor convTbc(Tensor input, Tensor weight, Tensor bias, long pad) {
        return AtenC.conv_tbc(input, weight, bias, pad);
    }

    /**
     * The windows that slide over an input, as columns.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html">torch.nn.functional.unfold</a>
     */
    public static Tensor unfold(Tensor input, long kernelSize) {
        return unfold(input, Sizes.of(kernelSize), Sizes.ONE, Sizes.ZERO, Sizes.ONE);
    }

    /**
     * The windows that slide over an input, as columns.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html">torch.nn.functional.unfold</a>
     */
    public static Tensor unfold(Tensor input, long[] kernelSize) {
        return unfold(input, kernelSize, Sizes.ONE, Sizes.ZERO, Sizes.ONE);
    }

    /**
     * The windows that slide over an input, as columns.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @param dilation how far apart the elements of a window are; 1 by default
     * @param padding how many zeros to put at either end of each dimension; 0 by default
     * @param stride how far apart the windows are; 1 by default
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html">torch.nn.functional.unfold</a>
     */
    public static Tensor unfold(
            Tensor input, long kernelSize, long dilation, long padding, long stride) {
        return unfold(
                input,
                Sizes.of(kernelSize),
                Sizes.of(dilation),
                Sizes.of(padding),
                Sizes.of(stride));
    }

    /**
     * The windows that slide over an input, as columns.
     *
     * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
     *
     * @param input the input
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @param dilation how far apart the elements of a window are; 1 by default
     * @param padding how many zeros to put at either end of each dimension; 0 by default
     * @param stride how far apart the windows are; 1 by default
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html">torch.nn.functional.unfold</a>
     */
    public static Tensor unfold(
            Tensor input, long[] kernelSize, long[] dilation, long[] padding, long[] stride) {
        return AtenI.im2col(
                input,
                Sizes.expand("unfold", "kernelSize", kernelSize, 2),
                Sizes.expand("unfold", "dilation", dilation, 2),
                Sizes.expand("unfold", "padding", padding, 2),
                Sizes.expand("unfold", "stride", stride, 2));
    }

    /**
     * The sum of windows at their places: what {@link #unfold} took apart, put together.
     *
     * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
     *
     * @param input the input
     * @param outputSize the size of the output, (H, W)
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @return the sum
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fold.html">torch.nn.functional.fold</a>
     */
    public static Tensor fold(Tensor input, long outputSize, long kernelSize) {
        return fold(
                input,
                Sizes.of(outputSize),
                Sizes.of(kernelSize),
                Sizes.ONE,
                Sizes.ZERO,
                Sizes.ONE);
    }

    /**
     * The sum of windows at their places: what {@link #unfold} took apart, put together.
     *
     * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
     *
     * @param input the input
     * @param outputSize the size of the output, (H, W)
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @return the sum
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fold.html">torch.nn.functional.fold</a>
     */
    public static Tensor fold(Tensor input, long[] outputSize, long[] kernelSize) {
        return fold(input, outputSize, kernelSize, Sizes.ONE, Sizes.ZERO, Sizes.ONE);
    }

    /**
     * The sum of windows at their places: what {@link #unfold} took apart, put together.
     *
     * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
     *
     * @param input the input
     * @param outputSize the size of the output, (H, W)
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @param dilation how far apart the elements of a window are; 1 by default
     * @param padding how many zeros to put at either end of each dimension; 0 by default
     * @param stride how far apart the windows are; 1 by default
     * @return the sum
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fold.html">torch.nn.functional.fold</a>
     */
    public static Tensor fold(
            Tensor input,
            long outputSize,
            long kernelSize,
            long dilation,
            long padding,
            long stride) {
        return fold(
                input,
                Sizes.of(outputSize),
                Sizes.of(kernelSize),
                Sizes.of(dilation),
                Sizes.of(padding),
                Sizes.of(stride));
    }

    /**
     * The sum of windows at their places: what {@link #unfold} took apart, put together.
     *
     * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
     *
     * @param input the input
     * @param outputSize the size of the output, (H, W)
     * @param kernelSize the size of the window, one for both dimensions or one each
     * @param dilation how far apart the elements of a window are; 1 by default
     * @param padding how many zeros to put at either end of each dimension; 0 by default
     * @param stride how far apart the windows are; 1 by default
     * @return the sum
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fold.html">torch.nn.functional.fold</a>
     */
    public static Tensor fold(
            Tensor input,
            long[] outputSize,
            long[] kernelSize,
            long[] dilation,
            long[] padding,
            long[] stride) {
        return AtenC.col2im(
                input,
                Sizes.expand("fold", "outputSize", outputSize, 2),
                Sizes.expand("fold", "kernelSize", kernelSize, 2),
                Sizes.expand("fold", "dilation", dilation, 2),
                Sizes.expand("fold", "padding", padding, 2),
                Sizes.expand("fold", "stride", stride, 2));
    }
}
