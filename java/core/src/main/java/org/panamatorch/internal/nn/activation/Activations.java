package org.panamatorch.internal.nn.activation;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.activation.ActivationSpecs.ELUSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.HardtanhSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.InplaceSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.LeakyReLUSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.RReLUFuncSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.RReLUInplaceSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.RReLUSpec;

/** Activations that are piecewise linear or exponential. */
@Facade("org.panamatorch.nn.Functional")
public final class Activations {
    private Activations() {}

    /**
     * The input where it is greater than a threshold, else a value.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param threshold the threshold
     * @param value what replaces the others
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("Threshold")
    public static Tensor threshold(
            Tensor input, Number threshold, Number value, InplaceSpec options) {
        return options.inplace()
                ? AtenT.threshold_(input, threshold, value)
                : AtenT.threshold(input, threshold, value);
    }

    /**
     * Replaces what is not greater than a threshold, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param threshold the threshold
     * @param value what replaces the others
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor threshold_(Tensor input, Number threshold, Number value) {
        return AtenT.threshold_(input, threshold, value);
    }

    /**
     * The positive part: {@code max(x, 0)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("ReLU")
    public static Tensor relu(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenR.relu_(input) : AtenR.relu(input);
    }

    /**
     * The positive part: {@code max(x, 0)}, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor relu_(Tensor input) {
        return AtenR.relu_(input);
    }

    /**
     * The input, cut to [0, 6].
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("ReLU6")
    public static Tensor relu6(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenR.relu6_(input) : AtenR.relu6(input);
    }

    /**
     * The input, cut to an interval.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the interval is empty, the dtype is not supported,
     *     or a leaf that requires gradients is written to
     */
    @AsModule("Hardtanh")
    public static Tensor hardtanh(Tensor input, HardtanhSpec options) {
        if (options.minVal().doubleValue() > options.maxVal().doubleValue()) {
            throw Checks.value(
                    "min_val cannot be greater than max_val",
                    "hardtanh",
                    "input",
                    input,
                    "minVal",
                    options.minVal(),
                    "maxVal",
                    options.maxVal());
        }
        return options.inplace()
                ? AtenH.hardtanh_(input, options.minVal(), options.maxVal())
                : AtenH.hardtanh(input, options.minVal(), options.maxVal());
    }

    /**
     * Cuts the input to an interval, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param minVal its lower end
     * @param maxVal its upper end
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor hardtanh_(
            Tensor input, @Default("-1.0") Number minVal, @Default("1.0") Number maxVal) {
        return AtenH.hardtanh_(input, minVal, maxVal);
    }

    /**
     * The exponential linear unit: x where it is positive, else {@code alpha (eˣ - 1)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("ELU")
    public static Tensor elu(Tensor input, ELUSpec options) {
        return options.inplace()
                ? AtenE.elu_(input, options.alpha(), 1, 1)
                : AtenE.elu(input, options.alpha(), 1, 1);
    }

    /**
     * The exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor elu_(Tensor input, @Default("1.0") Number alpha) {
        return AtenE.elu_(input, alpha, 1, 1);
    }

    /**
     * The scaled exponential linear unit: {@code scale (max(x, 0) + min(0, alpha (eˣ - 1)))} with
     * the two constants that keep mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("SELU")
    public static Tensor selu(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenS.selu_(input) : AtenS.selu(input);
    }

    /**
     * The scaled exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor selu_(Tensor input) {
        return AtenS.selu_(input);
    }

    /**
     * The continuously differentiable exponential linear unit: {@code max(x, 0) + min(0, alpha
     * (e^(x / alpha) - 1))}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("CELU")
    public static Tensor celu(Tensor input, ELUSpec options) {
        return options.inplace()
                ? AtenC.celu_(input, options.alpha())
                : AtenC.celu(input, options.alpha());
    }

    /**
     * The continuously differentiable exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor celu_(Tensor input, @Default("1.0") Number alpha) {
        return AtenC.celu_(input, alpha);
    }

    /**
     * The input where it is positive, else the input times a slope.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("LeakyReLU")
    public static Tensor leakyRelu(Tensor input, LeakyReLUSpec options) {
        return options.inplace()
                ? AtenL.leaky_relu_(input, options.negativeSlope())
                : AtenL.leaky_relu(input, options.negativeSlope());
    }

    /**
     * Multiplies what is negative by a slope, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param negativeSlope the slope
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    public static Tensor leakyRelu_(Tensor input, @Default("0.01") Number negativeSlope) {
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
     */
    @AsModule(value = "RReLU", options = RReLUSpec.class)
    public static Tensor rrelu(Tensor input, RReLUFuncSpec options) {
        return options.inplace()
                ? AtenR.rrelu_(input, options.lower(), options.upper(), options.training(), null)
                : AtenR.rrelu(input, options.lower(), options.upper(), options.training(), null);
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
     */
    public static Tensor rrelu_(Tensor input, RReLUInplaceSpec options) {
        return AtenR.rrelu_(input, options.lower(), options.upper(), options.training(), null);
    }
}
