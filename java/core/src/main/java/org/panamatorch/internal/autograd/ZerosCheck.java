package org.panamatorch.internal.autograd;

import org.panamatorch.Autograd;
import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.GradcheckException;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Checks what a function's derivatives make of gradients of its outputs that are zeros or missing.
 *
 * @param function the function
 * @param inputs its arguments
 * @param differentiable those that require a gradient
 * @param isMasked whether what sparse inputs do not hold is left out
 */
record ZerosCheck(
        Function<List<Tensor>, List<Tensor>> function,
        List<Tensor> inputs,
        List<Tensor> differentiable,
        boolean isMasked) {
    private static final String NOTES =
            "Please look at \"Notes about undefined output gradients\" in"
                    + " \"tools/autograd/derivatives.yaml\"";

    /** Checks that the gradients by zeros are zeros, and are as their inputs. */
    void checkZeros(List<Tensor> outputs) {
        Tensor[] gradients = gradientsOfZeros(outputs);
        for (int i = 0; i < gradients.length; i++) {
            Tensor gradient = gradients[i];
            Tensor input = differentiable.get(i);
            if (gradient == null) {
                continue;
            }
            requireLayout(gradient, input);
            Tensor dense = gradient.toDense();
            if (isMasked
                    ? !dense.allclose(Torch.zerosLike(dense))
                    : dense.ne(0).any().itemBoolean()) {
                throw new GradcheckException("backward not multiplied by grad_output");
            }
            if (gradient.dtype() != input.dtype()) {
                throw new GradcheckException("grad is incorrect type");
            }
            if (!gradient.device().equals(input.device())) {
                throw new GradcheckException("grad is incorrect device");
            }
            if (!gradient.shape().equals(input.shape())) {
                throw new GradcheckException("grad is incorrect size");
            }
        }
    }

    private static void requireLayout(Tensor gradient, Tensor input) {
        if (gradient.layout() == Layout.STRIDED) {
            return;
        }
        if (gradient.layout() != input.layout()) {
            throw new GradcheckException(
                    "grad is incorrect layout ("
                            + gradient.layout()
                            + " is not "
                            + input.layout()
                            + ")");
        }
        if (HeldElements.isSparse(gradient)) {
            String kind = gradient.layout().toString().replace("torch.", "").replace("_coo", "");
            requireDims(
                    kind + " tensor, but has incorrect sparse_dim",
                    gradient.sparseDim(),
                    input.sparseDim());
            requireDims(
                    kind + " tensor, but has incorrect dense_dim",
                    gradient.denseDim(),
                    input.denseDim());
        }
    }

    private static void requireDims(String text, long actual, long expected) {
        if (actual != expected) {
            throw new GradcheckException(
                    "grad is " + text + " " + actual + ", expected " + expected);
        }
    }

    private Tensor[] gradientsOfZeros(List<Tensor> outputs) {
        return Autograd.grad(
                outputs.toArray(Tensor[]::new),
                differentiable.toArray(Tensor[]::new),
                o ->
                        o.gradOutputs(outputs.stream().map(Torch::zerosLike).toArray(Tensor[]::new))
                                .allowUnused(true));
    }

    /** The identity, which gives back no gradient. */
    private static final class UndefinedGrad extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... arguments) {
            return new Tensor[] {((Tensor) arguments[0]).clone()};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {null};
        }
    }

    /** Checks what gradients that are missing give: of all outputs, and of each. */
    void checkMissing(int outputs) {
        requireNothing(
                GradientCheck.recorded(function.apply(inputs)).stream()
                        .map(ZerosCheck::undefined)
                        .toList());
        for (int i = 0; outputs > 1 && i < outputs; i++) {
            List<Tensor> one = new ArrayList<>(GradientCheck.recorded(function.apply(inputs)));
            one.set(i, undefined(one.get(i)));
            requireNothing(one);
        }
    }

    private static Tensor undefined(Tensor output) {
        return new UndefinedGrad().apply(output)[0];
    }

    private void requireNothing(List<Tensor> outputs) {
        Tensor[] gradients;
        try {
            gradients = gradientsOfZeros(outputs);
        } catch (TorchException e) {
            GradcheckException failure =
                    new GradcheckException(
                            "Expected backward function to handle undefined output grads. "
                                    + NOTES);
            failure.initCause(e);
            throw failure;
        }
        for (Tensor gradient : gradients) {
            if (gradient != null && gradient.toDense().ne(0).any().itemBoolean()) {
                throw new GradcheckException(
                        "Expected all input grads to be undefined or zero when all output grads are"
                                + " undefined or zero. "
                                + NOTES);
            }
        }
    }
}
