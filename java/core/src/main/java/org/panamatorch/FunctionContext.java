package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes values from the forward computation of an {@link AutogradFunction} to its backward one.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/autograd.html#context-method-mixins">Context
 *     method mixins</a>
 */
public final class FunctionContext {
    private static final Tensor[] NONE = {};

    private final boolean[] needsInputGrad;
    private final Map<String, Object> savedData;

    // Until the function is recorded; then native code has them.
    private Tensor[] toSave = NONE;
    private Tensor[] toSaveForForward = NONE;
    private Tensor[] dirty = NONE;
    private Tensor[] nonDifferentiable = NONE;
    private boolean materializeGrads = true;
    private boolean isOfTransform;

    // Of one backward pass.
    private final Tensor[] savedTensors;

    FunctionContext(boolean... needsInputGrad) {
        this(needsInputGrad, new HashMap<>(), null);
    }

    private FunctionContext(
            boolean[] needsInputGrad, Map<String, Object> savedData, Tensor[] savedTensors) {
        this.needsInputGrad = needsInputGrad;
        this.savedData = savedData;
        this.savedTensors = savedTensors;
    }

    /** The context of one backward pass. It refers to no tensor of the forward computation. */
    FunctionContext inBackward(Tensor... saved) {
        return new FunctionContext(needsInputGrad, savedData, saved);
    }

    /** The context of the computation of tangents, which belongs to the forward one. */
    FunctionContext inForward() {
        return new FunctionContext(needsInputGrad, savedData, toSaveForForward);
    }

    /** The context of an element, where this one is of a whole batch. */
    FunctionContext ofElement() {
        FunctionContext context = new FunctionContext(needsInputGrad, savedData, null);
        context.isOfTransform = true;
        return context;
    }

    /** Takes over what an element's context says of its outputs. */
    void takeOver(FunctionContext ofElement, Tensor[] ofItsOutputs, Tensor... outputs) {
        if (ofElement.dirty.length > 0) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    "markDirty: a function that changes its inputs in place needs a vmap of its own"
                            + " inside of vmap");
        }
        materializeGrads = ofElement.materializeGrads;
        List<Tensor> all = Arrays.asList(ofItsOutputs);
        nonDifferentiable =
                Arrays.stream(ofElement.nonDifferentiable)
                        .map(output -> outputs[all.indexOf(output)])
                        .toArray(Tensor[]::new);
    }

    /** Moves the tensors among the saved data out of the thread's scopes. */
    void keepSavedData() {
        keep(savedData);
    }

    private static void keep(Object value) {
        switch (value) {
            case Tensor tensor -> TensorScope.release(tensor);
            case Map<?, ?> map -> map.values().forEach(FunctionContext::keep);
            case Iterable<?> list -> list.forEach(FunctionContext::keep);
            case Object[] array -> Arrays.asList(array).forEach(FunctionContext::keep);
            case null, default -> {}
        }
    }

    void setOfTransform() {
        isOfTransform = true;
    }

    boolean isOfTransform() {
        return isOfTransform;
    }

    Tensor[] toSave() {
        return toSave;
    }

    Tensor[] toSaveForForward() {
        return toSaveForForward;
    }

    Tensor[] dirty() {
        return dirty;
    }

    Tensor[] nonDifferentiable() {
        return nonDifferentiable;
    }

    boolean materializeGrads() {
        return materializeGrads;
    }

    /**
     * Keeps tensors for the backward computation, called once, in {@code forward}. Inputs and
     * outputs belong here: autograd sees to it that nobody has changed them in place, and that they
     * are freed with the graph.
     *
     * @param tensors the tensors, null among them
     */
    public void saveForBackward(Tensor... tensors) {
        Arguments.requirePresent(tensors, "saveForBackward", "tensors", "a list of tensors");
        toSave = tensors.clone();
    }

    /**
     * Keeps tensors for {@code jvp}, called in {@code forward}.
     *
     * @param tensors the tensors, null among them
     */
    public void saveForForward(Tensor... tensors) {
        Arguments.requirePresent(tensors, "saveForForward", "tensors", "a list of tensors");
        toSaveForForward = tensors.clone();
    }

    /**
     * The tensors that were kept, in {@code backward} those of {@link #saveForBackward}, in {@code
     * jvp} those of {@link #saveForForward}.
     *
     * @return the tensors, null among them
     * @throws IllegalStateException in {@code forward}
     */
    public Tensor[] savedTensors() {
        if (savedTensors == null) {
            throw new IllegalStateException(
                    "savedTensors: there are none before the backward pass");
        }
        return savedTensors.clone();
    }

    /**
     * Says which inputs {@code forward} has changed in place; it must return them, too.
     *
     * @param inputs the inputs
     */
    public void markDirty(Tensor... inputs) {
        Arguments.requirePresent(inputs, "markDirty", "inputs", "a list of tensors");
        dirty = inputs.clone();
    }

    /**
     * Says which outputs have no gradient.
     *
     * @param outputs the outputs
     */
    public void markNonDifferentiable(Tensor... outputs) {
        Arguments.requirePresent(outputs, "markNonDifferentiable", "outputs", "a list of tensors");
        nonDifferentiable = outputs.clone();
    }

    /**
     * Sets whether {@code backward} gets zeros for outputs without a gradient, as it does at first,
     * or null.
     *
     * @param value whether it gets zeros
     */
    public void setMaterializeGrads(boolean value) {
        materializeGrads = value;
    }

    /**
     * Whether the gradient of an input is wanted.
     *
     * @param input which input, where each tensor of a list counts
     * @return false for one that is no tensor or does not require a gradient
     */
    public boolean needsInputGrad(int input) {
        if (input < 0 || input >= needsInputGrad.length) {
            throw new TorchException(TorchException.Kind.INDEX, "tuple index out of range");
        }
        return needsInputGrad[input];
    }

    /**
     * Whatever else {@code backward} has to know, by names. Tensors in it, also in collections,
     * maps and arrays, belong to no {@link TensorScope} once {@code forward} or {@code backward}
     * has returned: they live as long as the graph. Inputs and outputs belong into {@link
     * #saveForBackward} instead: an output here would keep the graph, and so itself, for ever.
     *
     * @return what {@code forward} has put here
     */
    public Map<String, Object> savedData() {
        return savedData;
    }
}
