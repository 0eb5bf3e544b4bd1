package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.FunctionCalls;
import org.panamatorch.internal.call.ModeCalls;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function with a gradient of its own, as Python's {@code torch.autograd.Function}.
 *
 * <pre>{@code
 * final class Exp extends AutogradFunction {
 *     @Override
 *     protected Tensor[] forward(FunctionContext context, Object... inputs) {
 *         Tensor result = ((Tensor) inputs[0]).exp();
 *         context.saveForBackward(result);
 *         return new Tensor[] {result};
 *     }
 *
 *     @Override
 *     protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
 *         return new Tensor[] {gradOutputs[0].mul(context.savedTensors()[0])};
 *     }
 * }
 *
 * Tensor y = new Exp().apply(x)[0];
 * }</pre>
 *
 * <p>The object itself belongs to the graph that its calls are recorded in, and so does what it
 * refers to: it must not refer to tensors.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.Function">torch.autograd.Function</a>
 */
public abstract class AutogradFunction {
    /** Makes a function. */
    protected AutogradFunction() {}

    /**
     * Computes. Autograd records nothing of it.
     *
     * @param context what {@code backward} is to get
     * @param inputs what the function was called with
     * @return the outputs
     */
    protected abstract Tensor[] forward(FunctionContext context, Object... inputs);

    /**
     * Computes the gradients of the inputs. Where the backward pass is to be differentiated again,
     * autograd records it. It runs on the thread that computes these gradients: for the CPU that is
     * the caller's of {@code backward}. What it throws is thrown to that caller.
     *
     * @param context what {@code forward} has kept
     * @param gradOutputs the gradients of the outputs
     * @return the gradients of all the inputs, where each tensor of a list has its own place, and
     *     an empty list none; null for those that are no tensors, and for those that have none.
     *     Further null elements are ignored
     */
    protected abstract Tensor[] backward(FunctionContext context, Tensor... gradOutputs);

    /**
     * Whether what {@code backward} computes cannot be differentiated again, as Python's {@code
     * once_differentiable}: nothing is recorded then, and a second derivative is an error.
     *
     * @return false
     */
    protected boolean isOnceDifferentiable() {
        return false;
    }

    /**
     * Calls the function.
     *
     * @param inputs tensors, which autograd follows, lists and arrays of tensors, whose tensors it
     *     follows too, and other things
     * @return the outputs
     * @throws TorchException if an input that requires a gradient and is a leaf was changed in
     *     place
     */
    public final Tensor[] apply(Object... inputs) {
        Arguments.requirePresent(inputs, "apply", "inputs", "a list of inputs");
        Object[] places = places(inputs);
        boolean[] needs = new boolean[places.length];
        boolean[] isTensor = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            isTensor[i] = places[i] instanceof Tensor;
            needs[i] = places[i] instanceof Tensor tensor && tensor.requiresGrad();
        }
        FunctionContext context = new FunctionContext(needs);
        Tensor[] outputs = ModeCalls.withGrad(false, () -> forward(context, inputs));
        Arguments.requireResult(outputs, "apply", "forward", "a list of tensors");
        context.keepSavedData();
        Tensor[] tensors =
                Arrays.stream(places).filter(Tensor.class::isInstance).toArray(Tensor[]::new);
        // What the graph keeps refers to none of the tensors.
        FunctionContext kept = context.inBackward();
        int count = outputs.length;
        return FunctionCalls.record(
                "apply",
                new FunctionCalls.Computed(
                        name(),
                        tensors,
                        outputs,
                        context.nonDifferentiable(),
                        context.dirty(),
                        context.toSave(),
                        context.materializeGrads(),
                        isOnceDifferentiable()),
                arguments -> {
                    FunctionContext saved =
                            kept.inBackward(Arrays.copyOfRange(arguments, count, arguments.length));
                    Tensor[] computed = backward(saved, Arrays.copyOf(arguments, count));
                    saved.keepSavedData();
                    return gradients(computed, isTensor);
                });
    }

    /** The inputs, with the tensors of lists one by one. */
    private static Object[] places(Object... inputs) {
        return Arrays.stream(inputs)
                .flatMap(
                        input ->
                                switch (input) {
                                    case Tensor[] list -> Arrays.stream(list);
                                    case List<?> list when isOfTensors(list) -> list.stream();
                                    case null, default -> Stream.of(input);
                                })
                .toArray();
    }

    private static boolean isOfTensors(List<?> list) {
        return list.stream().allMatch(item -> item == null || item instanceof Tensor);
    }

    private String name() {
        String name = getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
                + "Backward";
    }

    private Tensor[] gradients(Tensor[] given, boolean... isTensor) {
        Tensor[] gradients = given == null ? new Tensor[isTensor.length] : given;
        int count = gradients.length;
        while (count > isTensor.length && gradients[count - 1] == null) {
            count--;
        }
        if (count != isTensor.length) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "function "
                            + name()
                            + " returned an incorrect number of gradients (expected "
                            + isTensor.length
                            + ", got "
                            + gradients.length
                            + ")");
        }
        Tensor[] ofTensors = new Tensor[count];
        int tensors = 0;
        for (int i = 0; i < count; i++) {
            if (isTensor[i]) {
                ofTensors[tensors++] = gradients[i];
            } else if (gradients[i] != null) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "function "
                                + name()
                                + " returned a gradient different than None at position "
                                + (i + 1)
                                + ", but the corresponding forward input was not a Variable");
            }
        }
        return Arrays.copyOf(ofTensors, tensors);
    }
}
