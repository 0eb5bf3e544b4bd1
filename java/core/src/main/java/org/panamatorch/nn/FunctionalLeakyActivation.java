package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;

/** Activations with a slope for what is negative. */
abstract class FunctionalLeakyActivation extends FunctionalActivation {
    FunctionalLeakyActivation() {}

    /**
     * The input where it is positive, else the input times a slope.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu.html">torch.nn.functional.leaky_relu</a>
     */
    public static Tensor leakyRelu(Tensor input) {
        return leakyRelu(input, 0.01, false);
    }

    /**
     * The input where it is positive, else the input times a slope.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param negativeSlope the slope; 0.01 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu.html">torch.nn.functional.leaky_relu</a>
     */
    public static Tensor leakyRelu(Tensor input, Number negativeSlope) {
        return leakyRelu(input, negativeSlope, false);
    }

    /**
     * The input where it is positive, else the input times a slope.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param negativeSlope the slope; 0.01 by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu.html">torch.nn.functional.leaky_relu</a>
     */
    public static Tensor leakyRelu(Tensor input, Number negativeSlope, boolean inplace) {
        return inplace
                ? AtenL.leaky_relu_(input, negativeSlope)
                : AtenL.leaky_relu(input, negativeSlope);
    }

    /**
     * Multiplies what is negative by a slope, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu_.html">torch.nn.functional.leaky_relu_</a>
     */
    public static Tensor leakyRelu_(Tensor input) {
        return leakyRelu_(input, 0.01);
    }

    /**
     * Multiplies what is negative by a slope, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param negativeSlope the slope; 0.01 by default
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu_.html">torch.nn.functional.leaky_relu_</a>
     */
    public static Tensor leakyRelu_(Tensor input, Number negativeSlope) {
        return AtenL.leaky_relu_(input, negativeSlope);
    }

    /**
     * The input where it is positive, else the input times a slope that is learned.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param weight the slopes, one a channel, (C), or one for all, (1) or ()
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.prelu.html">torch.nn.functional.prelu</a>
     */
    public static Tensor prelu(Tensor input, Tensor weight) {
        return AtenP.prelu(input, weight);
    }

    /**
     * The input where it is positive, else the input times a slope: in training a random one each,
     * otherwise the mean.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu.html">torch.nn.functional.rrelu</a>
     */
    public static Tensor rrelu(Tensor input) {
        return rrelu(input, 1.0 / 8, 1.0 / 3, false, false);
    }

    /**
     * The input where it is positive, else the input times a slope: in training a random one each,
     * otherwise the mean.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param lower the least slope; 1/8 by default
     * @param upper the greatest slope; 1/3 by default
     * @param training whether slopes are random; no by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu.html">torch.nn.functional.rrelu</a>
     */
    public static Tensor rrelu(Tensor input, Number lower, Number upper, boolean training) {
        return rrelu(input, lower, upper, training, false);
    }

    /**
     * The input where it is positive, else the input times a slope: in training a random one each,
     * otherwise the mean.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param lower the least slope; 1/8 by default
     * @param upper the greatest slope; 1/3 by default
     * @param training whether slopes are random; no by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu.html">torch.nn.functional.rrelu</a>
     */
    public static Tensor rrelu(
            Tensor input, Number lower, Number upper, boolean training, boolean inplace) {
        return inplace
                ? AtenR.rrelu_(input, lower, upper, training, null)
                : AtenR.rrelu(input, lower, upper, training, null);
    }

    /**
     * Multiplies what is negative by a random slope, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu_.html">torch.nn.functional.rrelu_</a>
     */
    public static Tensor rrelu_(Tensor input) {
        return rrelu_(input, 1.0 / 8, 1.0 / 3, false);
    }

    /**
     * Multiplies what is negative by a random slope, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param lower the least slope; 1/8 by default
     * @param upper the greatest slope; 1/3 by default
     * @param training whether slopes are random; no by default
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu_.html">torch.nn.functional.rrelu_</a>
     */
    public static Tensor rrelu_(Tensor input, Number lower, Number upper, boolean training) {
        return AtenR.rrelu_(input, lower, upper, training, null);
    }
}
