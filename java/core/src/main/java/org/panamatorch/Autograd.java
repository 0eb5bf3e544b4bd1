package org.panamatorch;

import org.panamatorch.internal.call.AnomalyCalls;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.AutogradCalls;

import java.util.Arrays;
import java.util.List;

/**
 * Gradients of several tensors at once, gradients that are not accumulated, and what helps to find
 * errors in them.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/autograd.html">torch.autograd</a>
 */
public final class Autograd {
    private Autograd() {}

    /**
     * Adds the gradients of some scalars to the leaves that they depend on.
     *
     * @param tensors the scalars
     * @throws TorchException if one is no scalar, or autograd has not recorded it
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.backward.html">torch.autograd.backward</a>
     */
    public static void backward(Tensor... tensors) {
        backward(tensors, null, null, false, null);
    }

    /**
     * Adds the gradients of some tensors, weighted, to the leaves that they depend on.
     *
     * @param tensors what to differentiate
     * @param gradTensors the weights, each of its tensor's shape, or null for a scalar
     * @throws TorchException if weights do not fit, or autograd has not recorded a tensor
     */
    public static void backward(Tensor[] tensors, Tensor[] gradTensors) {
        backward(tensors, gradTensors, null, false, null);
    }

    /**
     * Adds the gradients of some tensors, weighted, to leaves that they depend on.
     *
     * @param tensors what to differentiate
     * @param gradTensors the weights, each of its tensor's shape, or null for a scalar; null where
     *     all are scalars
     * @param retainGraph whether to keep the graph for another backward pass, or null for whatever
     *     createGraph is
     * @param createGraph whether to record the backward pass itself, for higher derivatives
     * @param inputs the only leaves to add to, or null for all
     * @throws TorchException if weights do not fit, inputs are empty, or autograd has not recorded
     *     a tensor
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.backward.html">torch.autograd.backward</a>
     */
    public static void backward(
            Tensor[] tensors,
            Tensor[] gradTensors,
            Boolean retainGraph,
            boolean createGraph,
            Tensor[] inputs) {
        AutogradCalls.backward(
                tensors,
                gradTensors,
                retainGraph == null ? createGraph : retainGraph,
                createGraph,
                inputs);
    }

    /**
     * The gradient of a scalar with respect to a tensor; nothing is accumulated.
     *
     * @param output the scalar
     * @param input by what to differentiate
     * @return the gradient, of the input's shape
     * @throws TorchException if the output is no scalar, autograd has not recorded it, or it does
     *     not depend on the input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static Tensor grad(Tensor output, Tensor input) {
        return grad(output, input, GradOptions.DEFAULT);
    }

    /**
     * The gradient of a tensor with respect to another; nothing is accumulated.
     *
     * @param output what to differentiate
     * @param input by what to differentiate
     * @param options weights, graphs and what to do about an unused input
     * @return the gradient, of the input's shape, or null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, autograd has not recorded the output, or it
     *     does not depend on the input
     */
    public static Tensor grad(Tensor output, Tensor input, GradOptions options) {
        return grad(new Tensor[] {output}, new Tensor[] {input}, options)[0];
    }

    /**
     * The gradients of the sum of some scalars with respect to tensors; nothing is accumulated.
     *
     * @param outputs the scalars
     * @param inputs by what to differentiate
     * @return one gradient an input, of its shape
     * @throws TorchException if an output is no scalar, autograd has not recorded it, or none
     *     depends on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static Tensor[] grad(Tensor[] outputs, Tensor[] inputs) {
        return grad(outputs, inputs, GradOptions.DEFAULT);
    }

    /**
     * The gradients of a scalar with respect to tensors; nothing is accumulated.
     *
     * @param output the scalar
     * @param inputs by what to differentiate
     * @return one gradient an input, of its shape
     * @throws TorchException if the output is no scalar, autograd has not recorded it, or it does
     *     not depend on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static List<Tensor> grad(Tensor output, List<Tensor> inputs) {
        return grad(output, inputs, GradOptions.DEFAULT);
    }

    /**
     * The gradients of a tensor with respect to others; nothing is accumulated.
     *
     * @param output what to differentiate
     * @param inputs by what to differentiate
     * @param options weights, graphs and what to do about unused inputs
     * @return one gradient an input, of its shape, null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, inputs are empty, autograd has not recorded the
     *     output, or it does not depend on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static List<Tensor> grad(Tensor output, List<Tensor> inputs, GradOptions options) {
        Arguments.requirePresent(inputs, "grad", "inputs", "a list of tensors");
        return Arrays.asList(grad(new Tensor[] {output}, inputs.toArray(Tensor[]::new), options));
    }

    /**
     * The gradients of the weighted sum of some tensors with respect to others; nothing is
     * accumulated.
     *
     * @param outputs what to differentiate
     * @param inputs by what to differentiate
     * @param options weights, graphs and what to do about unused inputs
     * @return one gradient an input, of its shape, null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, inputs are empty, autograd has not recorded an
     *     output, or none depends on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static Tensor[] grad(Tensor[] outputs, Tensor[] inputs, GradOptions options) {
        GradOptions chosen = options == null ? GradOptions.DEFAULT : options;
        Tensor[] gradients =
                AutogradCalls.grad(
                        outputs,
                        inputs,
                        chosen.gradOutputs(),
                        chosen.retainsGraph(),
                        chosen.createGraph(),
                        chosen.allowsUnused());
        if (chosen.materializeGrads()) {
            for (int i = 0; i < gradients.length; i++) {
                if (gradients[i] == null) {
                    gradients[i] = Torch.zerosLike(inputs[i]);
                    if (chosen.createGraph()) {
                        gradients[i].requiresGrad_();
                    }
                }
            }
        }
        return gradients;
    }

    /**
     * Looks for anomalies in backward passes until the result is closed, on all threads: one that
     * fails, or that computes a NaN, throws an exception with a suppressed one that tells where the
     * operation was called that it goes back to. Operations take much longer meanwhile.
     *
     * @return what restores the mode
     * @see <a href="https://docs.pytorch.org/docs/2.13/autograd.html#anomaly-detection">Anomaly
     *     detection</a>
     */
    public static AnomalyMode detectAnomaly() {
        return new AnomalyMode(true, true);
    }

    /**
     * Looks for anomalies in backward passes until the result is closed, on all threads, as {@link
     * #detectAnomaly()}.
     *
     * @param checkNan whether a NaN is one
     * @return what restores the mode
     */
    public static AnomalyMode detectAnomaly(boolean checkNan) {
        return new AnomalyMode(true, checkNan);
    }

    /**
     * Looks for anomalies in backward passes or not, on all threads, until the result is closed.
     * Where it shall stay, the result need not be closed.
     *
     * @param mode whether to look
     * @param checkNan whether a NaN is an anomaly
     * @return what restores the mode
     */
    public static AnomalyMode setDetectAnomaly(boolean mode, boolean checkNan) {
        return new AnomalyMode(mode, checkNan);
    }

    /**
     * Whether anomalies in backward passes are looked for.
     *
     * @return false at first
     */
    public static boolean isAnomalyEnabled() {
        return AnomalyCalls.state().enabled();
    }

    /**
     * Whether a NaN is an anomaly where they are looked for.
     *
     * @return true at first
     */
    public static boolean isAnomalyCheckNanEnabled() {
        return AnomalyCalls.state().checkNan();
    }
}
