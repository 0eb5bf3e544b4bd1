package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/** Activations that are piecewise linear or exponential. */
abstract class FunctionalActivation extends FunctionalAdaptivePooling {
    FunctionalActivation() {}

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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold.html">torch.nn.functional.threshold</a>
     */
    public static Tensor threshold(Tensor input, Number threshold, Number value) {
        return threshold(input, threshold, value, false);
    }

    /**
     * The input where it is greater than a threshold, else a value.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param threshold the threshold
     * @param value what replaces the others
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold.html">torch.nn.functional.threshold</a>
     */
    public static Tensor threshold(Tensor input, Number threshold, Number value, boolean inplace) {
        return inplace
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold_.html">torch.nn.functional.threshold_</a>
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu.html">torch.nn.functional.relu</a>
     */
    public static Tensor relu(Tensor input) {
        return relu(input, false);
    }

    /**
     * The positive part: {@code max(x, 0)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu.html">torch.nn.functional.relu</a>
     */
    public static Tensor relu(Tensor input, boolean inplace) {
        return inplace ? AtenR.relu_(input) : AtenR.relu(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu_.html">torch.nn.functional.relu_</a>
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu6.html">torch.nn.functional.relu6</a>
     */
    public static Tensor relu6(Tensor input) {
        return relu6(input, false);
    }

    /**
     * The input, cut to [0, 6].
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu6.html">torch.nn.functional.relu6</a>
     */
    public static Tensor relu6(Tensor input, boolean inplace) {
        return inplace ? AtenR.relu6_(input) : AtenR.relu6(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh.html">torch.nn.functional.hardtanh</a>
     */
    public static Tensor hardtanh(Tensor input) {
        return hardtanh(input, -1.0, 1.0, false);
    }

    /**
     * The input, cut to an interval.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param minVal its lower end; -1 by default
     * @param maxVal its upper end; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the interval is empty, the dtype is not supported,
     *     or a leaf that requires gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh.html">torch.nn.functional.hardtanh</a>
     */
    public static Tensor hardtanh(Tensor input, Number minVal, Number maxVal) {
        return hardtanh(input, minVal, maxVal, false);
    }

    /**
     * The input, cut to an interval.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param minVal its lower end; -1 by default
     * @param maxVal its upper end; 1 by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the interval is empty, the dtype is not supported,
     *     or a leaf that requires gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh.html">torch.nn.functional.hardtanh</a>
     */
    public static Tensor hardtanh(Tensor input, Number minVal, Number maxVal, boolean inplace) {
        if (Required.present("hardtanh", "minVal", minVal, "a number").doubleValue()
                > Required.present("hardtanh", "maxVal", maxVal, "a number").doubleValue()) {
            throw Checks.value(
                    "min_val cannot be greater than max_val",
                    "hardtanh",
                    "input",
                    input,
                    "minVal",
                    minVal,
                    "maxVal",
                    maxVal);
        }
        return inplace
                ? AtenH.hardtanh_(input, minVal, maxVal)
                : AtenH.hardtanh(input, minVal, maxVal);
    }

    /**
     * Cuts the input to an interval, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh_.html">torch.nn.functional.hardtanh_</a>
     */
    public static Tensor hardtanh_(Tensor input) {
        return hardtanh_(input, -1.0, 1.0);
    }

    /**
     * Cuts the input to an interval, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param minVal its lower end; -1 by default
     * @param maxVal its upper end; 1 by default
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh_.html">torch.nn.functional.hardtanh_</a>
     */
    public static Tensor hardtanh_(Tensor input, Number minVal, Number maxVal) {
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu.html">torch.nn.functional.elu</a>
     */
    public static Tensor elu(Tensor input) {
        return elu(input, 1.0, false);
    }

    /**
     * The exponential linear unit: x where it is positive, else {@code alpha (eˣ - 1)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu.html">torch.nn.functional.elu</a>
     */
    public static Tensor elu(Tensor input, Number alpha) {
        return elu(input, alpha, false);
    }

    /**
     * The exponential linear unit: x where it is positive, else {@code alpha (eˣ - 1)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu.html">torch.nn.functional.elu</a>
     */
    public static Tensor elu(Tensor input, Number alpha, boolean inplace) {
        return inplace ? AtenE.elu_(input, alpha, 1, 1) : AtenE.elu(input, alpha, 1, 1);
    }

    /**
     * The exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu_.html">torch.nn.functional.elu_</a>
     */
    public static Tensor elu_(Tensor input) {
        return elu_(input, 1.0);
    }

    /**
     * The exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu_.html">torch.nn.functional.elu_</a>
     */
    public static Tensor elu_(Tensor input, Number alpha) {
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.selu.html">torch.nn.functional.selu</a>
     */
    public static Tensor selu(Tensor input) {
        return selu(input, false);
    }

    /**
     * The scaled exponential linear unit: {@code scale (max(x, 0) + min(0, alpha (eˣ - 1)))} with
     * the two constants that keep mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.selu.html">torch.nn.functional.selu</a>
     */
    public static Tensor selu(Tensor input, boolean inplace) {
        return inplace ? AtenS.selu_(input) : AtenS.selu(input);
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.selu_.html">torch.nn.functional.selu_</a>
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu.html">torch.nn.functional.celu</a>
     */
    public static Tensor celu(Tensor input) {
        return celu(input, 1.0, false);
    }

    /**
     * The continuously differentiable exponential linear unit: {@code max(x, 0) + min(0, alpha
     * (e^(x / alpha) - 1))}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu.html">torch.nn.functional.celu</a>
     */
    public static Tensor celu(Tensor input, Number alpha) {
        return celu(input, alpha, false);
    }

    /**
     * The continuously differentiable exponential linear unit: {@code max(x, 0) + min(0, alpha
     * (e^(x / alpha) - 1))}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu.html">torch.nn.functional.celu</a>
     */
    public static Tensor celu(Tensor input, Number alpha, boolean inplace) {
        return inplace ? AtenC.celu_(input, alpha) : AtenC.celu(input, alpha);
    }

    /**
     * The continuously differentiable exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu_.html">torch.nn.functional.celu_</a>
     */
    public static Tensor celu_(Tensor input) {
        return celu_(input, 1.0);
    }

    /**
     * The continuously differentiable exponential linear unit, in place.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param alpha minus the limit for large negative inputs; 1 by default
     * @return the input
     * @throws org.panamatorch.TorchException if the dtype is not supported, or a leaf that requires
     *     gradients is written to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu_.html">torch.nn.functional.celu_</a>
     */
    public static Tensor celu_(Tensor input, Number alpha) {
        return AtenC.celu_(input, alpha);
    }
}
