package org.panamatorch;

import org.panamatorch.internal.autograd.BatchRule;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.CustomFunctionCalls;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.internal.load.FullStack;
import org.panamatorch.internal.memory.HandleMark;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
     * A function of one tensor that gives one.
     *
     * <pre>{@code
     * UnaryOperator<Tensor> exp = AutogradFunction.of(
     *         (context, x) -> {
     *             Tensor y = x.exp();
     *             context.saveForBackward(y);
     *             return y;
     *         },
     *         (context, gradient) -> gradient.mul(context.savedTensors()[0]));
     * }</pre>
     *
     * @param forward as {@link #forward}, of the tensor
     * @param backward as {@link #backward}, of the gradient of what {@code forward} returned
     * @return the function, to be called as often as wanted
     */
    public static UnaryOperator<Tensor> of(
            BiFunction<? super FunctionContext, ? super Tensor, Tensor> forward,
            BiFunction<? super FunctionContext, ? super Tensor, Tensor> backward) {
        return new UnaryAutogradFunction(forward, backward)::applyToOne;
    }

    /**
     * Computes. Autograd records nothing of it.
     *
     * @param context what {@code backward} is to get
     * @param inputs what the function was called with
     * @return the outputs. Of an input {@code apply} returns a view, as in Python; of another
     *     tensor that was there before, one that shares its elements
     */
    protected abstract Tensor[] forward(FunctionContext context, Object... inputs);

    /**
     * Keeps what the derivatives need, after {@code forward}. A function that overrides this, and
     * whose {@code forward} leaves the context alone, can be inside of transforms ({@link
     * org.panamatorch.func.Func}): each of them keeps its own.
     *
     * @param context what {@code backward} and {@code jvp} are to get
     * @param inputs what the function was called with
     * @param outputs what {@code forward} has returned
     * @throws TorchException inside of a transform unless it is overridden
     */
    protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
        if (context.isOfTransform()) {
            throw CustomFunctionCalls.noSetupContext();
        }
    }

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
     * Computes the tangents of the outputs, for forward-mode derivatives ({@link ForwardAD}). It
     * runs within {@code apply}, after {@code forward}, where an input has a tangent.
     *
     * @param context what {@code forward} has kept: {@link FunctionContext#savedTensors} are those
     *     of {@link FunctionContext#saveForForward}
     * @param gradInputs the tangents of all the inputs, where each tensor of a list has its own
     *     place, null for those that are no tensors
     * @return the tangents of the outputs, null for those that have none. Where {@code forward} has
     *     changed an input in place, its tangent changed in place; where an output is a view of an
     *     input, the same view of its tangent
     * @throws TorchException of kind {@code NOT_IMPLEMENTED} unless it is overridden
     */
    protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
        throw CustomFunctionCalls.noJvp();
    }

    /**
     * Computes the outputs of a whole batch, inside of {@code vmap}: as a rule by calling the
     * function, or another, for all elements at once, which can then be differentiated from
     * outside. Without a rule one is made of {@code forward}, {@code setupContext}, {@code
     * backward} and {@code jvp}, which see the batch's dimension hidden, as by Python's {@code
     * generate_vmap_rule}.
     *
     * @param info what {@code vmap} does
     * @param inDims which dimension of each input is the batch's, null for inputs without it; one
     *     for each tensor of a list
     * @param inputs the inputs of all elements
     * @return the outputs of all elements, and which dimension of each is the batch's; null where
     *     there is no rule
     * @see <a href="https://docs.pytorch.org/docs/2.13/notes/extending.func.html">Extending
     *     torch.func with autograd.Function</a>
     */
    protected VmapResult vmap(VmapInfo info, Integer[] inDims, Object... inputs) {
        return null;
    }

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
     *     place, or inside of a transform without {@link #setupContext}
     */
    public final Tensor[] apply(Object... inputs) {
        Arguments.requirePresent(inputs, "apply", "inputs", "a list of inputs");
        FirstUse.link();
        return applied(inputs);
    }

    private Tensor[] applied(Object... inputs) {
        if (!Layers.areAny()) {
            return recorded(context -> computed(context, inputs), inputs);
        }
        return Layers.isBatch() ? ofBatch(inputs) : inLayer(inputs);
    }

    /**
     * Calls a function where the heap has room. The JVM never links a lambda again whose first use
     * has failed for lack of it.
     */
    private static final class FirstUse extends AutogradFunction implements Runnable {
        private static volatile boolean isLinked;

        static void link() {
            if (!isLinked) {
                FullStack.run(new FirstUse());
                isLinked = true;
            }
        }

        @Override
        public void run() {
            try (Tensor input = Torch.zeros(1)) {
                for (Tensor output : ((AutogradFunction) this).applied(input)) {
                    output.close();
                }
            }
        }

        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return new Tensor[] {Torch.zeros(1)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return gradOutputs;
        }
    }

    private Tensor[] computed(FunctionContext context, Object... inputs) {
        Tensor[] outputs = forward(context, inputs);
        Arguments.requireResult(outputs, "apply", "forward", "a list of tensors");
        setupContext(context, inputs, outputs);
        return outputs;
    }

    /** Each layer records the function for itself, around those below it. */
    private Tensor[] inLayer(Object... inputs) {
        long level = PtFunc.func_level();
        return recorded(
                context -> {
                    Object[] inner = mapped(inputs, each -> Layers.unwrapped(each, level));
                    Tensor[] outputs = Layers.below(() -> apply(inner));
                    List<Object> given = Arrays.asList(places(inner));
                    Object[] places = places(inputs);
                    Tensor[] own = new Tensor[outputs.length];
                    for (int i = 0; i < own.length; i++) {
                        // An input that comes back stays the same object.
                        int place = given.indexOf(outputs[i]);
                        own[i] =
                                place < 0
                                        ? Layers.wrapped(outputs[i], level)
                                        : (Tensor) places[place];
                    }
                    context.setOfTransform();
                    setupContext(context, inputs, own);
                    return own;
                },
                inputs);
    }

    /** Where nothing differentiates it, its operators compute for the whole batch. */
    private Tensor[] ofBatch(Object... inputs) {
        BatchRule rule = new BatchRule("apply", inputs);
        if (!rule.isNeeded()) {
            return Layers.below(() -> apply(inputs));
        }
        Object output = rule.call(this::vmap, Layers::below);
        if (output != null) {
            return tensors(output);
        }
        if (isRecorded(inputs)) {
            return tensors(rule.call(this::derived, Layers::below));
        }
        FunctionContext context = new FunctionContext(new boolean[places(inputs).length]);
        return ModeCalls.withoutDerivatives(() -> computed(context, inputs));
    }

    private VmapResult derived(VmapInfo info, Integer[] inDims, Object... inputs) {
        return new VmapResult(new BatchedFunction(this, info, inDims).apply(inputs), 0);
    }

    private static Tensor[] tensors(Object output) {
        return switch (output) {
            case Object[] array -> Arrays.copyOf(array, array.length, Tensor[].class);
            case List<?> list -> list.toArray(Tensor[]::new);
            default -> new Tensor[] {(Tensor) output};
        };
    }

    /** Whether the batch is differentiated from outside. */
    private static boolean isRecorded(Object... inputs) {
        return Layers.haveTangents()
                || Arrays.stream(places(inputs))
                        .anyMatch(
                                place -> place instanceof Tensor tensor && isRecordedBelow(tensor));
    }

    private static boolean isRecordedBelow(Tensor tensor) {
        Layers.Wrapper wrapper = Layers.wrapper(tensor);
        return wrapper != null && wrapper.isBatched()
                ? isRecordedBelow(PtFunc.func_value(tensor))
                : tensor.requiresGrad();
    }

    private Tensor[] recorded(Function<FunctionContext, Tensor[]> computation, Object... inputs) {
        Object[] places = places(inputs);
        boolean[] needs = new boolean[places.length];
        boolean[] isTensor = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            isTensor[i] = places[i] instanceof Tensor;
            needs[i] = places[i] instanceof Tensor tensor && tensor.requiresGrad();
        }
        FunctionContext context = new FunctionContext(needs);
        Tensor[] outputs;
        boolean[] referred;
        HandleMark start = new HandleMark();
        try {
            outputs = ModeCalls.withoutDerivatives(() -> computation.apply(context));
            referred = madeBefore(start, outputs);
        } finally {
            start.end();
        }
        context.keepSavedData();
        Tensor[] tensors =
                Arrays.stream(places).filter(Tensor.class::isInstance).toArray(Tensor[]::new);
        // What the graph keeps refers to none of the tensors.
        FunctionContext kept = context.inBackward();
        int count = outputs.length;
        return CustomFunctionCalls.record(
                "apply",
                new CustomFunctionCalls.Computed(
                        name(),
                        tensors,
                        outputs,
                        referred,
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
                },
                tangents -> tangents(context, outputs, tangents, isTensor));
    }

    /** Which outputs are older than their computation, so that the function may refer to them. */
    private static boolean[] madeBefore(HandleMark start, Tensor... outputs) {
        boolean[] older = new boolean[outputs.length];
        for (int i = 0; i < older.length; i++) {
            older[i] = outputs[i] != null && !start.isBefore(TensorAccess.get().handle(outputs[i]));
        }
        return older;
    }

    private Tensor[] tangents(
            FunctionContext context, Tensor[] outputs, Tensor[] ofTensors, boolean... isTensor) {
        Tensor[] given = new Tensor[isTensor.length];
        int tensors = 0;
        for (int i = 0; i < given.length; i++) {
            given[i] = isTensor[i] ? ofTensors[tensors++] : null;
        }
        Tensor[] computed = jvp(context.inForward(), given);
        Arguments.requireResult(computed, "apply", "jvp", "a list of tensors");
        if (computed.length != outputs.length) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "Function's jvp returned an invalid number of forward gradients (expected "
                            + outputs.length
                            + " but got "
                            + computed.length
                            + ")");
        }
        List<Tensor> without = Arrays.asList(context.nonDifferentiable());
        for (int i = 0; i < computed.length; i++) {
            if (computed[i] == null && !without.contains(outputs[i])) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "Function's jvp returned no forward gradient for output " + i);
            }
        }
        return computed;
    }

    /** The inputs, with the tensors of lists one by one. */
    static Object[] places(Object... inputs) {
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

    static Object[] mapped(Object[] inputs, UnaryOperator<Tensor> leaf) {
        return Arrays.stream(inputs)
                .map(
                        input ->
                                switch (input) {
                                    case Tensor tensor -> leaf.apply(tensor);
                                    case Tensor[] list ->
                                            Arrays.stream(list)
                                                    .map(
                                                            each ->
                                                                    each == null
                                                                            ? null
                                                                            : leaf.apply(each))
                                                    .toArray(Tensor[]::new);
                                    case List<?> list when isOfTensors(list) ->
                                            Arrays.asList(mapped(list.toArray(), leaf));
                                    case null, default -> input;
                                })
                .toArray();
    }

    private static boolean isOfTensors(List<?> list) {
        return list.stream().allMatch(item -> item == null || item instanceof Tensor);
    }

    String simpleName() {
        String name = getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private String name() {
        return simpleName() + "Backward";
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
