package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenG;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.GeluApproximation;

/** Smooth activations, and those that shrink. */
abstract class FunctionalSmoothActivation extends FunctionalLeakyActivation {
    FunctionalSmoothActivation() {}

    /**
     * The gated linear unit: the first half times the sigmoid of the second.
     *
     * <p>Shapes: input (*, 2k, *), output (*, k, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the size of the dimension is odd
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.glu.html">torch.nn.functional.glu</a>
     */
    public static Tensor glu(Tensor input) {
        return glu(input, -1);
    }

    /**
     * The gated linear unit: the first half times the sigmoid of the second.
     *
     * <p>Shapes: input (*, 2k, *), output (*, k, *).
     *
     * @param input the input
     * @param dim the dimension that is halved; the last by default
     * @return the output
     * @throws org.panamatorch.TorchException if the size of the dimension is odd
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.glu.html">torch.nn.functional.glu</a>
     */
    public static Tensor glu(Tensor input, long dim) {
        if (Required.tensor("glu", "input", input).dim() == 0) {
            throw Checks.runtime(
                    "glu does not support scalars because halving size must be even",
                    "glu",
                    "input",
                    input,
                    "dim",
                    dim);
        }
        return AtenG.glu(input, dim);
    }

    /**
     * The logarithm of the sigmoid: {@code -log(1 + e⁻ˣ)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.logsigmoid.html">torch.nn.functional.logsigmoid</a>
     */
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gelu.html">torch.nn.functional.gelu</a>
     */
    public static Tensor gelu(Tensor input) {
        return gelu(input, GeluApproximation.NONE);
    }

    /**
     * The Gaussian error linear unit: the input times the normal distribution's probability of
     * less.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param approximate whether to approximate it, and how; not by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gelu.html">torch.nn.functional.gelu</a>
     */
    public static Tensor gelu(Tensor input, GeluApproximation approximate) {
        return AtenG.gelu(
                input,
                Required.present("gelu", "approximate", approximate, "an approximation")
                        .toString());
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardshrink.html">torch.nn.functional.hardshrink</a>
     */
    public static Tensor hardshrink(Tensor input) {
        return hardshrink(input, 0.5);
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param lambd lambda; 0.5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardshrink.html">torch.nn.functional.hardshrink</a>
     */
    public static Tensor hardshrink(Tensor input, Number lambd) {
        return AtenH.hardshrink(input, lambd);
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input moved towards zero by lambda.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if lambda is negative or the dtype not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softshrink.html">torch.nn.functional.softshrink</a>
     */
    public static Tensor softshrink(Tensor input) {
        return softshrink(input, 0.5);
    }

    /**
     * Zero where the input is in [-lambda, lambda], else the input moved towards zero by lambda.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param lambd lambda; 0.5 by default
     * @return the output
     * @throws org.panamatorch.TorchException if lambda is negative or the dtype not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softshrink.html">torch.nn.functional.softshrink</a>
     */
    public static Tensor softshrink(Tensor input, Number lambd) {
        return AtenS.softshrink(input, lambd);
    }

    /**
     * What the hyperbolic tangent takes away: {@code x - tanh(x)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.tanhshrink.html">torch.nn.functional.tanhshrink</a>
     */
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softsign.html">torch.nn.functional.softsign</a>
     */
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softplus.html">torch.nn.functional.softplus</a>
     */
    public static Tensor softplus(Tensor input) {
        return softplus(input, 1, 20);
    }

    /**
     * A smooth positive part: {@code log(1 + e^(beta x)) / beta}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param beta how sharp the bend is; 1 by default
     * @param threshold the value of {@code beta x} above which the result is x; 20 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softplus.html">torch.nn.functional.softplus</a>
     */
    public static Tensor softplus(Tensor input, Number beta, Number threshold) {
        return AtenS.softplus(input, beta, threshold);
    }

    /**
     * The hyperbolic tangent.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.tanh.html">torch.nn.functional.tanh</a>
     */
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.sigmoid.html">torch.nn.functional.sigmoid</a>
     */
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardsigmoid.html">torch.nn.functional.hardsigmoid</a>
     */
    public static Tensor hardsigmoid(Tensor input) {
        return hardsigmoid(input, false);
    }

    /**
     * The sigmoid in three straight pieces: {@code min(max(x + 3, 0), 6) / 6}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardsigmoid.html">torch.nn.functional.hardsigmoid</a>
     */
    public static Tensor hardsigmoid(Tensor input, boolean inplace) {
        return inplace ? AtenH.hardsigmoid_(input) : AtenH.hardsigmoid(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.silu.html">torch.nn.functional.silu</a>
     */
    public static Tensor silu(Tensor input) {
        return silu(input, false);
    }

    /**
     * The sigmoid linear unit, or swish: {@code x sigmoid(x)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.silu.html">torch.nn.functional.silu</a>
     */
    public static Tensor silu(Tensor input, boolean inplace) {
        return inplace ? AtenS.silu_(input) : AtenS.silu(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.mish.html">torch.nn.functional.mish</a>
     */
    public static Tensor mish(Tensor input) {
        return mish(input, false);
    }

    /**
     * A self-regularized function: {@code x tanh(softplus(x))}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.mish.html">torch.nn.functional.mish</a>
     */
    public static Tensor mish(Tensor input, boolean inplace) {
        return inplace ? AtenM.mish_(input) : AtenM.mish(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardswish.html">torch.nn.functional.hardswish</a>
     */
    public static Tensor hardswish(Tensor input) {
        return hardswish(input, false);
    }

    /**
     * The swish in straight and square pieces: {@code x min(max(x + 3, 0), 6) / 6}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardswish.html">torch.nn.functional.hardswish</a>
     */
    public static Tensor hardswish(Tensor input, boolean inplace) {
        return inplace ? AtenH.hardswish_(input) : AtenH.hardswish(input);
    }
}
