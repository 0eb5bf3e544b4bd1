package org.panamatorch.internal.nn.conv;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvFuncSpec;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvTbcSpec;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvTransposeFuncSpec;

/** Convolutions. */
@Facade("org.panamatorch.nn.Functional")
public final class Convolutions {
    private Convolutions() {}

    /**
     * Cross-correlates an input of {N} spatial dimensions with filters.
     *
     * <p>Shapes: input (N, C, *) or (C, *), weight (out, C / groups, *ₖ), output (N, out, *ₒ) or
     * without N.
     *
     * @param input the input
     * @param weight the filters
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit, or the output
     *     shall have the input's size but a stride is not 1
     */
    @Leaves
    public static Tensor convNd(int dims, Tensor input, Tensor weight, ConvFuncSpec options) {
        Tensor bias = options.bias();
        long[] stride = options.stride().sizes();
        long[] dilation = options.dilation().sizes();
        long groups = options.groups();
        if (options.namedPadding() != null) {
            String name = options.namedPadding().toString();
            return switch (dims) {
                case 1 -> AtenC.conv1d_padding(input, weight, bias, stride, name, dilation, groups);
                case 2 -> AtenC.conv2d_padding(input, weight, bias, stride, name, dilation, groups);
                default ->
                        AtenC.conv3d_padding(input, weight, bias, stride, name, dilation, groups);
            };
        }
        long[] padding = options.padding().sizes();
        return switch (dims) {
            case 1 -> AtenC.conv1d(input, weight, bias, stride, padding, dilation, groups);
            case 2 -> AtenC.conv2d(input, weight, bias, stride, padding, dilation, groups);
            default -> AtenC.conv3d(input, weight, bias, stride, padding, dilation, groups);
        };
    }

    /**
     * The transpose of {@link #convNd}, sometimes called deconvolution.
     *
     * <p>Shapes: input (N, C, *) or (C, *), weight (C, out / groups, *ₖ), output (N, out, *ₒ) or
     * without N.
     *
     * @param input the input
     * @param weight the filters
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves
    public static Tensor convTransposeNd(
            int dims, Tensor input, Tensor weight, ConvTransposeFuncSpec options) {
        Tensor bias = options.bias();
        long[] stride = options.stride().sizes();
        long[] padding = options.padding().sizes();
        long[] added = options.outputPadding().sizes();
        long[] dilation = options.dilation().sizes();
        long groups = options.groups();
        return switch (dims) {
            case 1 ->
                    AtenC.conv_transpose1d(
                            input, weight, bias, stride, padding, added, groups, dilation);
            case 2 ->
                    AtenC.conv_transpose2d_input(
                            input, weight, bias, stride, padding, added, groups, dilation);
            default ->
                    AtenC.conv_transpose3d_input(
                            input, weight, bias, stride, padding, added, groups, dilation);
        };
    }

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
     */
    public static Tensor convTbc(Tensor input, Tensor weight, Tensor bias, ConvTbcSpec options) {
        return AtenC.conv_tbc(input, weight, bias, options.pad());
    }
}
