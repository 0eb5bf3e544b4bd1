package org.panamatorch.internal.nn.activation;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.activation.ActivationSpecs.GELUSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.GLUSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.InplaceSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.ShrinkSpec;
import org.panamatorch.internal.nn.activation.ActivationSpecs.SoftplusSpec;

/** Smooth activations, and those that shrink. */
@Facade("org.panamatorch.nn.Functional")
public final class SmoothActivations {
    private SmoothActivations() {}

    /**
     * The gated linear unit: the first half times the sigmoid of the second.
     *
     * <p>Shapes: input (*, 2k, *), output (*, k, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the size of the dimension is odd
     */
    @AsModule("GLU")
    public static Tensor glu(Tensor input, GLUSpec options) {
        if (Required.tensor("glu", "input", input).dim() == 0) {
            throw Checks.runtime(
                    "glu does not support scalars because halving size must be even",
                    "glu",
                    "input",
                    input,
                    "dim",
                    options.dim());
        }
        return AtenG.glu(input, options.dim());
    }

    /**
     * The logarithm of the sigmoid: {@code -log(1 + e⁻ˣ)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("LogSigmoid")
    public static Tensor logsigmoid(Tensor input) {
        return AtenL.log_sigmoid(input);
    }

    /**
     * The Gaussian error linear unit: the input times the normal distribution's probability of
     * less.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("GELU")
    public static Tensor gelu(Tensor input, GELUSpec options) {
        return AtenG.gelu(input, options.approximate().toString());
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Hardshrink")
    public static Tensor hardshrink(Tensor input, ShrinkSpec options) {
        return AtenH.hardshrink(input, options.lambd());
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input moved towards zero by lambda.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if lambda is negative or the dtype not supported
     */
    @AsModule("Softshrink")
    public static Tensor softshrink(Tensor input, ShrinkSpec options) {
        return AtenS.softshrink(input, options.lambd());
    }

    /**
     * Tanhshrink: {@code x - tanh(x)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Tanhshrink")
    public static Tensor tanhshrink(Tensor input) {
        try (Tensor tanh = Required.tensor("tanhshrink", "input", input).tanh()) {
            return input.sub(tanh);
        }
    }

    /**
     * A function like the hyperbolic tangent: {@code x / (1 + |x|)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Softsign")
    public static Tensor softsign(Tensor input) {
        try (Tensor abs = Required.tensor("softsign", "input", input).abs();
                Tensor denominator = abs.add(1)) {
            return input.div(denominator);
        }
    }

    /**
     * A smooth positive part: {@code log(1 + e^(beta x)) / beta}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Softplus")
    public static Tensor softplus(Tensor input, SoftplusSpec options) {
        return AtenS.softplus(input, options.beta(), options.threshold());
    }

    /**
     * The hyperbolic tangent.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Tanh")
    public static Tensor tanh(Tensor input) {
        return Required.tensor("tanh", "input", input).tanh();
    }

    /**
     * The logistic function: {@code 1 / (1 + e⁻ˣ)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @AsModule("Sigmoid")
    public static Tensor sigmoid(Tensor input) {
        return Required.tensor("sigmoid", "input", input).sigmoid();
    }

    /**
     * The sigmoid in three straight pieces: {@code min(max(x + 3, 0), 6) / 6}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("Hardsigmoid")
    @Unprinted
    public static Tensor hardsigmoid(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenH.hardsigmoid_(input) : AtenH.hardsigmoid(input);
    }

    /**
     * The sigmoid linear unit, or swish: {@code x sigmoid(x)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("SiLU")
    public static Tensor silu(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenS.silu_(input) : AtenS.silu(input);
    }

    /**
     * A self-regularized function: {@code x tanh(softplus(x))}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("Mish")
    public static Tensor mish(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenM.mish_(input) : AtenM.mish(input);
    }

    /**
     * The swish in straight and square pieces: {@code x min(max(x + 3, 0), 6) / 6}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     */
    @AsModule("Hardswish")
    @Unprinted
    public static Tensor hardswish(Tensor input, InplaceSpec options) {
        return options.inplace() ? AtenH.hardswish_(input) : AtenH.hardswish(input);
    }
}
