package org.panamatorch;

import org.panamatorch.internal.autograd.BackwardSpec;
import org.panamatorch.internal.autograd.CallersPacking;
import org.panamatorch.internal.autograd.FirstDerivatives;
import org.panamatorch.internal.autograd.GradSpec;
import org.panamatorch.internal.autograd.GradcheckSpec;
import org.panamatorch.internal.autograd.GradientCheck;
import org.panamatorch.internal.autograd.PackingOnCpu;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.AutogradCalls;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtAutograd;

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
     * <p>Of sparse inputs all elements are moved, those that they do not hold as zeros, unless
     * {@code masked} is set. Outputs have to be dense.
     *
     * @param function what to check
     * @param inputs what to call it with, without elements that share memory
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
        if (chosen.checkBatchedGrad() && !chosen.checkBackwardAd()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Setting check_batched_grad=True requires check_backward_ad to be True");
        }
        if (chosen.checkBatchedForwardGrad() && !chosen.checkForwardAd()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Setting check_batched_forward_grad=True requires check_forward_ad to be True");
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
     * Packs what operations of this thread save for their gradients, until the result is closed;
     * what is packed lives as long as the graph. Only the innermost hooks are used.
     *
     * <p>{@code pack} runs inside the operation and changes nothing in place; what it returns must
     * not refer to its argument, but to {@code x.detach()} or what is computed of it, or the graph
     * is never freed. {@code unpack} runs in the backward pass, on its thread, each time that the
     * tensor is needed; what it makes besides its result is freed when it has returned. What either
     * throws is thrown to the caller of the operation or of {@code backward}.
     *
     * @param <P> what a packed tensor is
     * @param pack packs a tensor
     * @param unpack gives back a tensor of the same elements, shape, dtype and device
     * @return what restores the hooks that were before
     * @throws TorchException if hooks are disabled
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.saved_tensors_hooks">torch.autograd.graph.saved_tensors_hooks</a>
     */
    public static <P> SavedTensorsHooks savedTensorsHooks(
            Function<? super Tensor, ? extends P> pack, Function<? super P, Tensor> unpack) {
        return new SavedTensorsHooks(
                packing(pack, unpack),
                "savedTensorsHooks",
                "Autograd.savedTensorsHooks(pack, unpack, () -> ...)");
    }

    /**
     * Runs code while what operations save for their gradients is packed, on any thread, as {@link
     * #savedTensorsHooks(Function, Function)}.
     *
     * @param <P> what a packed tensor is
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param pack packs a tensor
     * @param unpack gives back a tensor of the same elements, shape, dtype and device
     * @param code the code
     * @return what it returns
     * @throws X if it does
     * @throws TorchException if hooks are disabled
     */
    public static <P, T, X extends Throwable> T savedTensorsHooks(
            Function<? super Tensor, ? extends P> pack,
            Function<? super P, Tensor> unpack,
            ScopedValue.CallableOp<? extends T, X> code)
            throws X {
        return ModeCalls.within(packing(pack, unpack), code);
    }

    private static <P> ModeCalls.Mode packing(
            Function<? super Tensor, ? extends P> pack, Function<? super P, Tensor> unpack) {
        Arguments.requirePresent(pack, "savedTensorsHooks", "pack", "a function");
        Arguments.requirePresent(unpack, "savedTensorsHooks", "unpack", "a function");
        return () -> ModeCalls.enterSavedTensorsHooks(new CallersPacking<>(pack, unpack));
    }

    /**
     * Keeps what operations of this thread save for their gradients in the memory of the CPU, until
     * the result is closed; a backward pass copies it back to its device.
     *
     * @return what restores the hooks that were before
     * @throws TorchException if hooks are disabled
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.save_on_cpu">torch.autograd.graph.save_on_cpu</a>
     */
    public static SavedTensorsHooks saveOnCpu() {
        return saveOnCpu(false);
    }

    /**
     * Keeps what operations of this thread save for their gradients in the memory of the CPU, until
     * the result is closed, as {@link #saveOnCpu()}.
     *
     * @param pinMemory whether in memory that an accelerator copies from fastest, if there is one
     * @return what restores the hooks that were before
     * @throws TorchException if hooks are disabled
     * @throws IllegalStateException on a virtual thread
     */
    public static SavedTensorsHooks saveOnCpu(boolean pinMemory) {
        return new SavedTensorsHooks(
                () -> ModeCalls.enterSavedTensorsHooks(new PackingOnCpu(pinMemory)),
                "saveOnCpu",
                "Autograd.savedTensorsHooks(pack, unpack, () -> ...)");
    }

    /**
     * Refuses hooks for saved tensors on this thread, until the result is closed.
     *
     * @param message what the error says where there are hooks, now or later
     * @return what restores what was before
     * @throws TorchException if there are hooks
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.disable_saved_tensors_hooks">torch.autograd.graph.disable_saved_tensors_hooks</a>
     */
    public static SavedTensorsHooks disableSavedTensorsHooks(String message) {
        Arguments.requirePresent(message, "disableSavedTensorsHooks", "message", "a string");
        return new SavedTensorsHooks(
                () -> ModeCalls.disableSavedTensorsHooks(message),
                "disableSavedTensorsHooks",
                "no hooks are on a thread that sets none");
    }

    /**
     * Counts a change in place that LibTorch has not seen, such as one through a tensor's memory: a
     * backward pass that needs the former elements is refused then.
     *
     * @param tensor what was changed
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.increment_version">torch.autograd.graph.increment_version</a>
     */
    public static void incrementVersion(Tensor tensor) {
        PtAutograd.tensor_bump_version(tensor);
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
        return PtAutograd.anomaly_mode_get().enabled();
    }

    /**
     * Whether a NaN is an anomaly where they are looked for.
     *
     * @return true at first
     */
    public static boolean isAnomalyCheckNanEnabled() {
        return PtAutograd.anomaly_mode_get().checkNan();
    }
}
