package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtAutograd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Backward passes: Python's checks and words before one, and what Java code below it threw. */
public final class AutogradCalls {
    private AutogradCalls() {}

    /**
     * Adds gradients to leaves.
     *
     * @param roots what to differentiate
     * @param gradients the weights, each null for a scalar root, or null if all are
     * @param retainGraph whether to keep the graph
     * @param createGraph whether to record the pass
     * @param inputs the only leaves to add to; all if null
     */
    public static void backward(
            Tensor[] roots,
            Tensor[] gradients,
            boolean retainGraph,
            boolean createGraph,
            Tensor[] inputs) {
        if (Layers.areAny()) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "backward() called inside a functorch transform. This is not supported, please"
                            + " use functorch.grad or functorch.vjp instead or call backward()"
                            + " outside of functorch transforms.");
        }
        requireInputs(inputs, "backward");
        Tensor[] weights = weights(roots, gradients, "backward", "tensors");
        requireGradients(roots, inputs, "backward");
        Tensor[] leaves = inputs == null ? new Tensor[0] : inputs;
        // Hooks may wait.
        boolean entered = Carriers.enter();
        try (Frame frame = Frame.open()) {
            int status =
                    PanamaTorch.pt_backward(
                            frame.tensors(roots, "backward", "tensors"),
                            frame.optionalTensors(weights, "backward", "gradients"),
                            roots.length,
                            Arguments.flag(retainGraph),
                            Arguments.flag(createGraph),
                            frame.tensors(leaves, "backward", "inputs"),
                            leaves.length);
            Arguments.keepAlive(roots, weights, leaves);
            if (status != 0) {
                throw failure("backward", "tensors", roots, "gradients", weights);
            }
        } finally {
            Carriers.leave(entered);
        }
    }

    /**
     * Gradients of some tensors with respect to others.
     *
     * @param roots what to differentiate
     * @param inputs by what
     * @param gradients the weights, each null for a scalar root, or null if all are
     * @param retainGraph whether to keep the graph
     * @param createGraph whether to record the pass
     * @param allowUnused whether an input on which no root depends is allowed
     * @return one gradient an input, null where it is unused
     * @throws TorchException if one is unused and that is not allowed
     */
    public static Tensor[] grad(
            Tensor[] roots,
            Tensor[] inputs,
            Tensor[] gradients,
            boolean retainGraph,
            boolean createGraph,
            boolean allowUnused) {
        Arguments.requirePresent(inputs, "grad", "inputs", "a list of tensors");
        requireInputs(inputs, "grad");
        Tensor[] weights = weights(roots, gradients, "grad", "outputs");
        requireGradients(roots, inputs, "grad");
        Tensor[] result;
        boolean entered = Carriers.enter();
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_grad(
                            frame.tensors(roots, "grad", "outputs"),
                            frame.optionalTensors(weights, "grad", "gradOutputs"),
                            roots.length,
                            frame.tensors(inputs, "grad", "inputs"),
                            inputs.length,
                            Arguments.flag(retainGraph),
                            Arguments.flag(createGraph),
                            Arguments.flag(true));
            Arguments.keepAlive(roots, weights, inputs);
            if (ret.address() == 0) {
                throw failure("grad", "outputs", roots, "inputs", inputs, "gradOutputs", weights);
            }
            result = Results.tensorList(ret);
        } finally {
            Carriers.leave(entered);
        }
        for (int i = 0; i < result.length && !allowUnused; i++) {
            if (result[i] == null) {
                throw Failure.refusal(
                        Kind.RUNTIME,
                        "The differentiated Tensor at index "
                                + i
                                + " appears to not have been used in the graph. Set"
                                + " allow_unused=True if this is the desired behavior.",
                        "grad",
                        "outputs",
                        roots,
                        "inputs",
                        inputs);
            }
        }
        return result;
    }

    private static RuntimeException failure(String operation, Object... arguments) {
        Throwable thrown = Callbacks.thrown();
        if (thrown == null) {
            return AnomalyCalls.explained(Failure.exception(operation, arguments));
        }
        throw Callbacks.<RuntimeException>rethrow(AnomalyCalls.explained(thrown));
    }

    // Python's check, in its words, which comes after that of the roots.
    private static void requireGradients(Tensor[] roots, Tensor[] inputs, String operation) {
        for (int i = 0; inputs != null && i < inputs.length; i++) {
            Arguments.requirePresent(inputs[i], operation, "inputs", "a tensor");
            if (!PtAutograd.tensor_requires_grad(inputs[i])
                    && Arrays.stream(roots).allMatch(PtAutograd::tensor_requires_grad)) {
                throw Failure.refusal(
                        Kind.RUNTIME,
                        "One of the differentiated Tensors does not require grad",
                        operation,
                        "inputs",
                        inputs);
            }
        }
    }

    private static void requireInputs(Tensor[] inputs, String operation) {
        if (inputs != null && inputs.length == 0) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "`inputs` argument to `" + operation + "()` cannot be empty.",
                    operation,
                    "inputs",
                    inputs);
        }
    }

    // Python's checks, in its words; C++ words some of them otherwise, and leaves out others.
    // Weights of scalars are left to C++.
    private static Tensor[] weights(
            Tensor[] roots, Tensor[] gradients, String operation, String name) {
        Arguments.requirePresent(roots, operation, name, "a list of tensors");
        if (gradients != null && gradients.length != roots.length) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "got " + roots.length + " tensors and " + gradients.length + " gradients",
                    operation,
                    name,
                    roots,
                    "gradients",
                    gradients);
        }
        Tensor[] weights = gradients == null ? new Tensor[roots.length] : gradients;
        for (int i = 0; i < roots.length; i++) {
            Arguments.requirePresent(roots[i], operation, name, "a tensor");
            DType dtype = roots[i].dtype();
            if (weights[i] != null) {
                requireFit(roots[i], weights[i], i, operation);
            } else if (PtAutograd.tensor_requires_grad(roots[i])) {
                if (TensorCalls.numel(roots[i]) != 1) {
                    throw Failure.refusal(
                            Kind.RUNTIME,
                            "grad can be implicitly created only for scalar outputs",
                            operation,
                            name,
                            roots,
                            "gradients",
                            gradients);
                }
                if (!dtype.isFloatingPoint()) {
                    throw Failure.refusal(
                            Kind.RUNTIME,
                            "grad can be implicitly created only for real scalar outputs but got "
                                    + dtype,
                            operation,
                            name,
                            roots,
                            "gradients",
                            gradients);
                }
            }
        }
        return weights;
    }

    private static void requireFit(Tensor root, Tensor weight, int i, String operation) {
        DType dtype = root.dtype();
        if (!AtenI.is_same_size(root, weight)) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "Mismatch in shape: grad_output["
                            + i
                            + "] has a shape of "
                            + weight.shape()
                            + " and output["
                            + i
                            + "] has a shape of "
                            + root.shape()
                            + ".",
                    operation,
                    "output",
                    root,
                    "gradient",
                    weight);
        }
        if (dtype.isComplex() != weight.dtype().isComplex()) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "For complex Tensors, both grad_output and output are required to have the same"
                            + " dtype. Mismatch in dtype: grad_output["
                            + i
                            + "] has a dtype of "
                            + weight.dtype()
                            + " and output["
                            + i
                            + "] has a dtype of "
                            + dtype
                            + ".",
                    operation,
                    "output",
                    root,
                    "gradient",
                    weight);
        }
    }
}
