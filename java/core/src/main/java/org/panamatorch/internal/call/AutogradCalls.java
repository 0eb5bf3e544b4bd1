package org.panamatorch.internal.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;

/** The calls of autograd. */
public final class AutogradCalls {
    private AutogradCalls() {}

    private static MemorySegment self(Tensor self, String operation) {
        return Arguments.tensor(self, operation, "self");
    }

    /**
     * Whether autograd records operations on a tensor.
     *
     * @param self the tensor
     * @return true if it does
     */
    public static boolean requiresGrad(Tensor self) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(PanamaTorch.pt_tensor_requires_grad(self(self, "requiresGrad"), ret), "requiresGrad");
            Arguments.keepAlive(self);
            return Results.booleanAt(ret);
        }
    }

    /**
     * Lets autograd record operations on a tensor, or not.
     *
     * @param self the tensor
     * @param requiresGrad whether it shall
     */
    public static void setRequiresGrad(Tensor self, boolean requiresGrad) {
        Failure.check(
                PanamaTorch.pt_tensor_set_requires_grad(self(self, "requiresGrad_"), Arguments.flag(requiresGrad)),
                "requiresGrad_",
                "self",
                self,
                "requiresGrad",
                requiresGrad);
        Arguments.keepAlive(self);
    }

    /**
     * Whether a tensor is a leaf.
     *
     * @param self the tensor
     * @return true if no recorded operation made it
     */
    public static boolean isLeaf(Tensor self) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(PanamaTorch.pt_tensor_is_leaf(self(self, "isLeaf"), ret), "isLeaf");
            Arguments.keepAlive(self);
            return Results.booleanAt(ret);
        }
    }

    /**
     * The accumulated gradient.
     *
     * @param self the tensor
     * @return a new object, or null
     */
    public static Tensor grad(Tensor self) {
        MemorySegment ret = PanamaTorch.pt_tensor_grad(self(self, "grad"));
        Arguments.keepAlive(self);
        if (ret.address() == 0) {
            throw Failure.exception("grad", "self", self);
        }
        return Results.tensor(ret);
    }

    /**
     * Replaces the accumulated gradient.
     *
     * @param self the tensor
     * @param grad the gradient, or null
     */
    public static void setGrad(Tensor self, Tensor grad) {
        Failure.check(
                PanamaTorch.pt_tensor_set_grad(self(self, "setGrad"), Arguments.optionalTensor(grad, "setGrad", "grad")),
                "setGrad",
                "self",
                self,
                "grad",
                grad);
        Arguments.keepAlive(self, grad);
    }

    /**
     * The name of the recorded function.
     *
     * @param self the tensor
     * @return the name, or null
     */
    public static String gradFnName(Tensor self) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(PanamaTorch.pt_tensor_grad_fn_name(self(self, "gradFn"), ret), "gradFn", "self", self);
            Arguments.keepAlive(self);
            return Results.string(ret.get(ValueLayout.ADDRESS, 0));
        }
    }

    /**
     * Adds gradients to leaves.
     *
     * @param roots what to differentiate
     * @param gradients the weights, each null for a scalar root
     * @param retainGraph whether to keep the graph
     * @param createGraph whether to record the pass
     * @param inputs the only leaves to add to; all if empty
     */
    public static void backward(
            Tensor[] roots, Tensor[] gradients, boolean retainGraph, boolean createGraph, Tensor[] inputs) {
        try (Frame frame = Frame.open()) {
            Failure.check(
                    PanamaTorch.pt_backward(
                            frame.tensors(roots, "backward", "tensors"),
                            frame.optionalTensors(gradients, "backward", "gradients"),
                            roots.length,
                            Arguments.flag(retainGraph || createGraph),
                            Arguments.flag(createGraph),
                            frame.tensors(inputs, "backward", "inputs"),
                            inputs.length),
                    "backward",
                    "tensors",
                    roots,
                    "gradients",
                    gradients);
            Arguments.keepAlive(roots, gradients, inputs);
        }
    }

    /**
     * Gradients of some tensors with respect to others.
     *
     * @param roots what to differentiate
     * @param inputs by what
     * @param gradients the weights, each null for a scalar root
     * @param retainGraph whether to keep the graph
     * @param createGraph whether to record the pass
     * @param allowUnused whether an input on which no root depends is allowed
     * @return one gradient an input, null where it is unused
     */
    public static Tensor[] grad(
            Tensor[] roots,
            Tensor[] inputs,
            Tensor[] gradients,
            boolean retainGraph,
            boolean createGraph,
            boolean allowUnused) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_grad(
                            frame.tensors(roots, "grad", "outputs"),
                            frame.optionalTensors(gradients, "grad", "gradOutputs"),
                            roots.length,
                            frame.tensors(inputs, "grad", "inputs"),
                            inputs.length,
                            Arguments.flag(retainGraph || createGraph),
                            Arguments.flag(createGraph),
                            Arguments.flag(allowUnused));
            Arguments.keepAlive(roots, gradients, inputs);
            if (ret.address() == 0) {
                throw Failure.exception("grad", "outputs", roots, "inputs", inputs, "gradOutputs", gradients);
            }
            return Results.tensorList(ret);
        }
    }
}
