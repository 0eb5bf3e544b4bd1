package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_function;
import org.panamatorch.internal.library.PtAutograd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Functions whose gradients Java computes. */
public final class CustomFunctionCalls {
    private static final Tensor[] NONE = {};

    private CustomFunctionCalls() {}

    /**
     * A function that was computed.
     *
     * @param name of its gradient function, such as {@code ExpBackward}
     * @param inputs its inputs
     * @param outputs its outputs
     * @param referred for each output whether the program may refer to it in its code, so that
     *     another tensor takes its place; null if to none
     * @param nonDifferentiable outputs without a gradient
     * @param dirty inputs that it has changed in place and returns
     * @param saved inputs and outputs, null among them, that the gradients are computed from
     * @param materializeGrads whether gradients that are not there are zeros instead
     * @param onceDifferentiable whether the gradients cannot be differentiated again
     */
    public record Computed(
            String name,
            Tensor[] inputs,
            Tensor[] outputs,
            boolean[] referred,
            Tensor[] nonDifferentiable,
            Tensor[] dirty,
            Tensor[] saved,
            boolean materializeGrads,
            boolean onceDifferentiable) {}

    /**
     * Records a function without forward-mode derivatives.
     *
     * @param operation for the error
     * @param function the function
     * @param backward the gradients of the inputs, of those of the outputs and then the saved
     *     tensors
     * @return the outputs that take part in autograd
     */
    public static Tensor[] record(String operation, Computed function, Callbacks.Code backward) {
        if (Layers.areAny()) {
            throw noSetupContext();
        }
        return record(
                operation,
                function,
                backward,
                _ -> {
                    throw noJvp();
                });
    }

    /**
     * Records a function.
     *
     * @param operation for the error
     * @param function the function
     * @param backward the gradients of the inputs, of those of the outputs and then the saved
     *     tensors
     * @param jvp the tangents of the outputs, of those of the inputs: called at once, if at all
     * @return the outputs that take part in autograd
     */
    public static Tensor[] record(
            String operation, Computed function, Callbacks.Code backward, Callbacks.Code jvp) {
        try (Frame frame = Frame.open()) {
            MemorySegment form = frame.struct(pt_function.sizeof());
            pt_function.name(form, frame.string(function.name, operation, "name"));
            pt_function.materialize_grads(form, Arguments.flag(function.materializeGrads));
            pt_function.once_differentiable(form, Arguments.flag(function.onceDifferentiable));
            pt_function.inputs(form, frame.tensors(function.inputs, operation, "inputs"));
            pt_function.input_count(form, function.inputs.length);
            pt_function.outputs(form, frame.tensors(function.outputs, operation, "outputs"));
            pt_function.output_count(form, function.outputs.length);
            pt_function.referred(
                    form,
                    function.referred == null
                            ? MemorySegment.NULL
                            : frame.booleans(function.referred, operation, "referred"));
            pt_function.non_differentiable(
                    form,
                    frame.tensors(function.nonDifferentiable, operation, "nonDifferentiable"));
            pt_function.non_differentiable_count(form, function.nonDifferentiable.length);
            pt_function.dirty(form, frame.tensors(function.dirty, operation, "dirty"));
            pt_function.dirty_count(form, function.dirty.length);
            pt_function.saved(form, frame.optionalTensors(function.saved, operation, "saved"));
            pt_function.saved_count(form, function.saved.length);
            return itself(
                    function.outputs,
                    withTangents(operation, function, form, backward, jvp),
                    operation);
        }
    }

    private static Tensor[] withTangents(
            String operation,
            Computed function,
            MemorySegment form,
            Callbacks.Code backward,
            Callbacks.Code jvp) {
        if (!ForwardLevels.areAny()) {
            return recorded(operation, function, form, backward);
        }
        Long id = Callbacks.add(jvp);
        boolean entered = Carriers.enter();
        try {
            pt_function.jvp(form, id);
            return recorded(operation, function, form, backward);
        } finally {
            Carriers.leave(entered);
            Callbacks.remove(id);
        }
    }

    private static Tensor[] recorded(
            String operation, Computed function, MemorySegment form, Callbacks.Code backward) {
        Long id = Callbacks.add(backward);
        boolean isTaken = false;
        try {
            pt_function.id(form, id);
            MemorySegment ret = PanamaTorch.pt_function_record(form);
            isTaken = ret.address() != 0;
            Arguments.keepAlive(function);
            if (!isTaken) {
                throw Failure.exception(operation, "inputs", function.inputs);
            }
            return Results.tensorList(ret);
        } finally {
            if (!isTaken) {
                Callbacks.remove(id);
            }
        }
    }

    /** An output that is the same tensor is the same object. */
    private static Tensor[] itself(Tensor[] given, Tensor[] recorded, String operation) {
        for (int i = 0; i < given.length; i++) {
            MemorySegment before = Arguments.tensor(given[i], operation, "outputs");
            if (before.equals(Arguments.tensor(recorded[i], operation, "outputs"))) {
                recorded[i].close();
                recorded[i] = given[i];
            }
        }
        return recorded;
    }

    /**
     * Lets code see and replace the gradients of some tensors at once.
     *
     * @param name of the gradient function
     * @param tensors the tensors
     * @param materializeGrads whether gradients that are not there are zeros instead
     * @param hook gets the gradients
     * @return the tensors that take part in autograd
     */
    public static Tensor[] identity(
            String name, Tensor[] tensors, boolean materializeGrads, Callbacks.Code hook) {
        Tensor[] without =
                Arrays.stream(tensors)
                        .filter(tensor -> !PtAutograd.tensor_requires_grad(tensor))
                        .toArray(Tensor[]::new);
        return record(
                "call",
                new Computed(
                        name, tensors, tensors, null, without, NONE, NONE, materializeGrads, false),
                hook);
    }

    /**
     * The error about a function without forward-mode derivatives.
     *
     * @return the exception
     */
    public static TorchException noJvp() {
        return new TorchException(
                TorchException.Kind.NOT_IMPLEMENTED,
                "You must implement the jvp function for custom autograd.Function to use it with"
                        + " forward mode AD.");
    }

    /**
     * The error about a function inside of a transform, whose layers would each have to record it.
     *
     * @return the exception
     */
    public static TorchException noSetupContext() {
        return new TorchException(
                TorchException.Kind.RUNTIME,
                "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp,"
                        + " jacrev, ...), it must override the setup_context staticmethod. For more"
                        + " details, please see"
                        + " https://pytorch.org/docs/main/notes/extending.func.html");
    }
}
