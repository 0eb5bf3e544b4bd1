package org.panamatorch;

import org.panamatorch.internal.autograd.BackwardSpec;
import org.panamatorch.internal.autograd.FirstDerivatives;
import org.panamatorch.internal.autograd.GradSpec;
import org.panamatorch.internal.autograd.GradcheckSpec;
import org.panamatorch.internal.autograd.GradientCheck;
import org.panamatorch.internal.call.AnomalyCalls;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.AutogradCalls;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
        backward(tensors, null, BackwardOptions.defaults());
    }

    /**
     * Adds the gradients of some scalars to leaves that they depend on.
     *
     * @param tensors the scalars
     * @param options code that sets options by name
     * @throws TorchException if one is no scalar, inputs are empty, or autograd has not recorded a
     *     tensor
     */
    public static void backward(Tensor[] tensors, Consumer<? super BackwardOptions> options) {
        backward(tensors, null, BackwardOptions.of(options, "backward"));
    }

    /**
     * Adds the gradients of some tensors, weighted, to the leaves that they depend on.
     *
     * @param tensors what to differentiate
     * @param gradTensors the weights, each of its tensor's shape, or null for a scalar
     * @throws TorchException if weights do not fit, or autograd has not recorded a tensor
     */
    public static void backward(Tensor[] tensors, Tensor[] gradTensors) {
        backward(tensors, gradTensors, BackwardOptions.defaults());
    }

    /**
     * Adds the gradients of some tensors, weighted, to leaves that they depend on.
     *
     * @param tensors what to differentiate
     * @param gradTensors the weights, each of its tensor's shape, or null for a scalar
     * @param options code that sets options by name
     * @throws TorchException if weights do not fit, inputs are empty, or autograd has not recorded
     *     a tensor
     */
    public static void backward(
            Tensor[] tensors, Tensor[] gradTensors, Consumer<? super BackwardOptions> options) {
        backward(tensors, gradTensors, BackwardOptions.of(options, "backward"));
    }

    static void backward(Tensor[] tensors, Tensor[] gradTensors, BackwardSpec set) {
        AutogradCalls.backward(
                tensors, gradTensors, set.retainsGraph(), set.createGraph(), set.inputs());
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
        return grad(output, input, GradOptions.defaults());
    }

    /**
     * The gradient of a tensor with respect to another; nothing is accumulated.
     *
     * @param output what to differentiate
     * @param input by what to differentiate
     * @param options code that sets weights, graphs and what to do about an unused input
     * @return the gradient, of the input's shape, or null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, autograd has not recorded the output, or it
     *     does not depend on the input
     */
    public static Tensor grad(Tensor output, Tensor input, Consumer<? super GradOptions> options) {
        return grad(output, input, GradOptions.of(options, "grad"));
    }

    private static Tensor grad(Tensor output, Tensor input, GradSpec set) {
        return grad(new Tensor[] {output}, new Tensor[] {input}, set)[0];
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
        return grad(outputs, inputs, GradOptions.defaults());
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
        return grad(output, inputs, GradOptions.defaults());
    }

    /**
     * The gradients of a tensor with respect to others; nothing is accumulated.
     *
     * @param output what to differentiate
     * @param inputs by what to differentiate
     * @param options code that sets weights, graphs and what to do about unused inputs
     * @return one gradient an input, of its shape, null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, inputs are empty, autograd has not recorded the
     *     output, or it does not depend on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static List<Tensor> grad(
            Tensor output, List<Tensor> inputs, Consumer<? super GradOptions> options) {
        return grad(output, inputs, GradOptions.of(options, "grad"));
    }

    private static List<Tensor> grad(Tensor output, List<Tensor> inputs, GradSpec set) {
        Arguments.requirePresent(inputs, "grad", "inputs", "a list of tensors");
        return Arrays.asList(grad(new Tensor[] {output}, inputs.toArray(Tensor[]::new), set));
    }

    /**
     * The gradients of the weighted sum of some tensors with respect to others; nothing is
     * accumulated.
     *
     * @param outputs what to differentiate
     * @param inputs by what to differentiate
     * @param options code that sets weights, graphs and what to do about unused inputs
     * @return one gradient an input, of its shape, null where it is unused and that is allowed
     * @throws TorchException if weights do not fit, inputs are empty, autograd has not recorded an
     *     output, or none depends on one of the inputs
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static Tensor[] grad(
            Tensor[] outputs, Tensor[] inputs, Consumer<? super GradOptions> options) {
        return grad(outputs, inputs, GradOptions.of(options, "grad"));
    }

    static Tensor[] grad(Tensor[] outputs, Tensor[] inputs, GradSpec set) {
        Tensor[] gradients =
                AutogradCalls.grad(
                        outputs,
                        inputs,
                        set.gradOutputs(),
                        set.retainsGraph(),
                        set.createGraph(),
                        set.allowsUnused());
        if (set.materializeGrads()) {
            for (int i = 0; i < gradients.length; i++) {
                if (gradients[i] == null) {
                    gradients[i] = Torch.zerosLike(inputs[i]);
                    if (set.createGraph()) {
                        gradients[i].requiresGrad_();
                    }
                }
            }
        }
        return gradients;
    }

    /**
     * Checks the derivatives of a function against finite differences, as {@link
     * #gradcheck(Function, List, Consumer)}.
     *
     * @param function what to check
     * @param input what to call it with: of {@code float64} or {@code complex128}, requiring a
     *     gradient
     * @return true
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the input or output cannot be checked
     */
    public static boolean gradcheck(UnaryOperator<Tensor> function, Tensor input) {
        Arguments.requirePresent(function, "gradcheck", "function", "a function");
        Arguments.requirePresent(input, "gradcheck", "input", "a tensor");
        return gradcheck(ofOne(function, "gradcheck"), List.of(input));
    }

    /**
     * Checks the derivatives of a function against finite differences, as {@link
     * #gradcheck(Function, List, Consumer)}.
     *
     * @param function what to check
     * @param inputs what to call it with
     * @return true
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the inputs or outputs cannot be checked
     */
    public static boolean gradcheck(
            Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs) {
        return gradcheck(function, inputs, _ -> {});
    }

    /**
     * Checks the derivatives of a function against finite differences: each element of the inputs
     * that require a gradient is moved by {@code eps} both ways, in place for the time. Complex
     * outputs are checked by their parts. Inputs of less precision than {@code float64} will likely
     * fail, and so will functions at points where they have no derivative.
     *
     * <p>Python's checks of forward-mode and of batched derivatives, and of sparse inputs, are not
     * there.
     *
     * @param function what to check
     * @param inputs what to call it with, strided, without elements that share memory
     * @param options sets what is not to be as by default
     * @return true; false where the derivatives are wrong and that is to be no exception
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the inputs or outputs cannot be checked
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.gradcheck.gradcheck.html">torch.autograd.gradcheck</a>
     */
    public static boolean gradcheck(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            Consumer<? super GradcheckOptions> options) {
        Arguments.requirePresent(function, "gradcheck", "function", "a function");
        Arguments.requireAll(inputs, "gradcheck", "inputs", "tensors");
        GradcheckSpec chosen = GradcheckOptions.of(options, "gradcheck");
        if (!chosen.checkForwardAd() && !chosen.checkBackwardAd()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Expected at least one of check_forward_ad or check_backward_ad to be True");
        }
        try (var _ = new TensorScope()) {
            new GradientCheck(checked(function, "gradcheck"), inputs, chosen).run();
            return true;
        } catch (GradcheckException e) {
            if (chosen.raiseException()) {
                throw e;
            }
            return false;
        }
    }

    private static Function<List<Tensor>, List<Tensor>> ofOne(
            UnaryOperator<Tensor> function, String operation) {
        return inputs -> {
            Tensor output = function.apply(inputs.getFirst());
            Arguments.requireResult(output, operation, "function", "a tensor");
            return List.of(output);
        };
    }

    private static Function<List<Tensor>, List<Tensor>> checked(
            Function<List<Tensor>, List<Tensor>> function, String operation) {
        return inputs -> {
            List<Tensor> outputs = function.apply(inputs);
            Arguments.requireResult(outputs, operation, "function", "a list of tensors");
            outputs.forEach(
                    output ->
                            Arguments.requireResult(
                                    output, operation, "function", "a list of tensors"));
            return outputs;
        };
    }

    /**
     * Checks the second derivatives of a function, as {@link #gradgradcheck(Function, List, List,
     * Consumer)} with random gradients of its outputs.
     *
     * @param function what to check
     * @param input what to call it with: of {@code float64} or {@code complex128}, requiring a
     *     gradient
     * @return true
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the input or output cannot be checked
     */
    public static boolean gradgradcheck(UnaryOperator<Tensor> function, Tensor input) {
        Arguments.requirePresent(function, "gradgradcheck", "function", "a function");
        Arguments.requirePresent(input, "gradgradcheck", "input", "a tensor");
        return gradgradcheck(ofOne(function, "gradgradcheck"), List.of(input));
    }

    /**
     * Checks the second derivatives of a function, as {@link #gradgradcheck(Function, List, List,
     * Consumer)} with random gradients of its outputs.
     *
     * @param function what to check
     * @param inputs what to call it with
     * @return true
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the inputs or outputs cannot be checked
     */
    public static boolean gradgradcheck(
            Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs) {
        return gradgradcheck(function, inputs, null, _ -> {});
    }

    /**
     * Checks the second derivatives of a function: the first ones, weighted by gradients of its
     * outputs, are checked as any function is, by the inputs and by these gradients.
     *
     * @param function what to check
     * @param inputs what to call it with, strided, without elements that share memory
     * @param gradOutputs a gradient for each output that is recorded, null for random ones from -1
     *     to 1
     * @param options sets what is not to be as by default
     * @return true; false where the derivatives are wrong and that is to be no exception
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the inputs or outputs cannot be checked
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.gradcheck.gradgradcheck.html">torch.autograd.gradgradcheck</a>
     */
    public static boolean gradgradcheck(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            List<Tensor> gradOutputs,
            Consumer<? super GradcheckOptions> options) {
        Arguments.requirePresent(function, "gradgradcheck", "function", "a function");
        Arguments.requireAll(inputs, "gradgradcheck", "inputs", "tensors");
        try (var _ = new TensorScope()) {
            FirstDerivatives first =
                    FirstDerivatives.of(checked(function, "gradgradcheck"), inputs, gradOutputs);
            return gradcheck(first, first.arguments(), options);
        }
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
