package org.panamatorch;

import org.panamatorch.AutogradFunctional.Product;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.ModeCalls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Derivatives of functions of tensors, as Python's torch.autograd.functional computes them. */
final class Derivatives {
    private static final String INDEPENDENT = ". This is not allowed in strict mode";

    private Derivatives() {}

    private static TorchException error(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    private static Tensor[] prepared(Tensor[] tensors, boolean createGraph) {
        return Arrays.stream(tensors)
                .map(
                        tensor -> {
                            if (!createGraph || !tensor.requiresGrad()) {
                                return tensor.detach().requiresGrad_();
                            }
                            return tensor.isSparse() ? tensor.clone() : tensor.viewAs(tensor);
                        })
                .toArray(Tensor[]::new);
    }

    private static Tensor[] finished(Tensor[] tensors, boolean createGraph) {
        return createGraph
                ? tensors
                : Arrays.stream(tensors).map(Tensor::detach).toArray(Tensor[]::new);
    }

    // Outputs that are absent, or nobody recorded, have no gradients.
    private static Tensor[] grad(
            Tensor[] outputs, Tensor[] inputs, Tensor[] weights, boolean createGraph) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> ofRecorded = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] != null && outputs[i].requiresGrad()) {
                recorded.add(outputs[i]);
                ofRecorded.add(weights == null ? null : weights[i]);
            }
        }
        if (recorded.isEmpty()) {
            return new Tensor[inputs.length];
        }
        return Autograd.grad(
                recorded.toArray(Tensor[]::new),
                inputs,
                o ->
                        o.gradOutputs(ofRecorded.toArray(Tensor[]::new))
                                .retainGraph(true)
                                .createGraph(createGraph)
                                .allowUnused(true));
    }

    private static void requireRecorded(Tensor[] outputs, boolean strict) {
        for (int i = 0; strict && i < outputs.length; i++) {
            if (!outputs[i].requiresGrad()) {
                throw error(
                        "Output "
                                + i
                                + " of the user-provided function does not require gradients. The"
                                + " outputs must be computed in a differentiable manner from the"
                                + " input when running in strict mode.");
            }
        }
    }

    private static void requireDependentJacobian(Tensor[] jacobian, boolean strict) {
        for (int i = 0; strict && i < jacobian.length; i++) {
            if (jacobian[i] == null) {
                throw error(
                        "The output of the user-provided function is independent of input "
                                + i
                                + INDEPENDENT
                                + ".");
            }
            if (!jacobian[i].requiresGrad()) {
                throw error(
                        "While computing the hessian, found that the jacobian of the user-provided"
                                + " function with respect to input "
                                + i
                                + " is independent of the input"
                                + INDEPENDENT
                                + ". You should ensure that your function is twice differentiable"
                                + " and that the jacobian depends on the inputs (this would be"
                                + " violated by a linear function for example).");
            }
        }
    }

    private static void requireOneElement(Tensor output, String operation) {
        if (output.numel() != 1) {
            throw error(
                    "The Tensor returned by the function given to "
                            + operation
                            + " should contain a single element");
        }
    }

    private static void requireFit(Tensor[] v, Tensor[] others, String what) {
        if (v == null) {
            if (others.length != 1 || others[0].numel() != 1) {
                throw error("The vector v can only be None if " + what);
            }
            return;
        }
        boolean isList = others.length != 1;
        if (v.length != others.length) {
            throw error(
                    isList
                            ? "v is a tuple of invalid length: should be "
                                    + others.length
                                    + " but got "
                                    + v.length
                                    + "."
                            : "The given v should contain a single Tensor.");
        }
        for (int i = 0; i < v.length; i++) {
            Shape expected = others[i].shape();
            if (!v[i].shape().equals(expected)) {
                throw error(
                        (isList ? "Entry " + i + " in " : "")
                                + "v has invalid size: should be "
                                + expected
                                + " but got "
                                + v[i].shape()
                                + ".");
            }
        }
    }

    private static Tensor[] filled(
            Tensor[] grads,
            Tensor[] likes,
            boolean strict,
            boolean createGraph,
            String absent,
            String constant) {
        Tensor[] filled = new Tensor[grads.length];
        for (int i = 0; i < grads.length; i++) {
            if (grads[i] == null && strict) {
                throw error(String.format(Locale.ROOT, absent, i));
            }
            if (grads[i] != null && strict && createGraph && !grads[i].requiresGrad()) {
                throw error(
                        "The "
                                + constant
                                + " of the user-provided function is independent of input "
                                + i
                                + INDEPENDENT
                                + " when create_graph=True.");
            }
            filled[i] = grads[i] == null ? Torch.zerosLike(likes[i]) : grads[i];
        }
        return filled;
    }

    private static Tensor[] variables(Tensor... likes) {
        return Arrays.stream(likes)
                .map(like -> Torch.zerosLike(like).requiresGrad_())
                .toArray(Tensor[]::new);
    }

    /**
     * The Jacobian.
     *
     * @param function the function
     * @param given where
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return a tensor for each output and input
     */
    static Tensor[][] jacobian(
            Function<Tensor[], Tensor[]> function,
            Tensor[] given,
            boolean createGraph,
            boolean strict) {
        return ModeCalls.withGrad(
                true,
                () -> {
                    Tensor[] inputs = prepared(given, createGraph);
                    Tensor[] outputs = function.apply(inputs);
                    requireRecorded(outputs, strict);
                    Tensor[][] jacobian = new Tensor[outputs.length][];
                    for (int i = 0; i < outputs.length; i++) {
                        jacobian[i] =
                                finished(
                                        rows(outputs[i], i, inputs, createGraph, strict),
                                        createGraph);
                    }
                    return jacobian;
                });
    }

    private static Tensor[] rows(
            Tensor output, int index, Tensor[] inputs, boolean createGraph, boolean strict) {
        int count = Math.toIntExact(output.numel());
        Tensor flat = output.reshape(-1);
        Tensor[][] rows = new Tensor[inputs.length][count];
        for (int j = 0; j < count; j++) {
            Tensor[] grads = grad(new Tensor[] {flat.select(0, j)}, inputs, null, createGraph);
            Tensor[] filled =
                    filled(
                            grads,
                            inputs,
                            strict,
                            createGraph,
                            "Output "
                                    + index
                                    + " of the user-provided function is independent of input %d"
                                    + INDEPENDENT
                                    + ".",
                            "jacobian");
            for (int i = 0; i < inputs.length; i++) {
                rows[i][j] = filled[i];
            }
        }
        Tensor[] jacobian = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            long[] sizes = joined(output.sizes(), inputs[i].sizes());
            jacobian[i] = count == 0 ? inputs[i].newZeros(sizes) : Torch.stack(rows[i]).view(sizes);
        }
        return jacobian;
    }

    private static long[] joined(long[] first, long... second) {
        long[] sizes = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, sizes, first.length, second.length);
        return sizes;
    }

    /**
     * The Hessian.
     *
     * @param function the function
     * @param inputs where
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return a tensor for each two inputs
     */
    static Tensor[][] hessian(
            Function<Tensor[], Tensor> function,
            Tensor[] inputs,
            boolean createGraph,
            boolean strict) {
        Function<Tensor[], Tensor[]> scalar =
                values -> {
                    Tensor output = function.apply(values);
                    requireRecorded(new Tensor[] {output}, strict);
                    requireOneElement(output, "hessian");
                    return new Tensor[] {output.squeeze()};
                };
        return jacobian(
                values -> {
                    Tensor[] jacobian = jacobian(scalar, values, true, false)[0];
                    requireDependentJacobian(jacobian, strict);
                    return jacobian;
                },
                inputs,
                createGraph,
                strict);
    }

    /**
     * The product of a vector and the Jacobian.
     *
     * @param function the function
     * @param given where
     * @param v the vector, or null
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return outputs and product
     */
    static Product vjp(
            Function<Tensor[], Tensor[]> function,
            Tensor[] given,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return ModeCalls.withGrad(
                true,
                () -> {
                    Tensor[] inputs = prepared(given, createGraph);
                    Tensor[] outputs = function.apply(inputs);
                    requireRecorded(outputs, strict);
                    requireFit(
                            v,
                            outputs,
                            "the user-provided function returns a single Tensor with a single"
                                    + " element.");
                    Tensor[] grads = grad(outputs, inputs, v, createGraph);
                    Tensor[] product =
                            filled(
                                    grads,
                                    inputs,
                                    strict,
                                    createGraph,
                                    "The output of the user-provided function is independent of"
                                            + " input %d"
                                            + INDEPENDENT
                                            + ".",
                                    "jacobian");
                    return new Product(
                            Arrays.asList(finished(outputs, createGraph)),
                            Arrays.asList(finished(product, createGraph)));
                });
    }

    private static void requireVector(Tensor[] v, Tensor[] inputs) {
        requireFit(
                v,
                inputs,
                "the input to the user-provided function is a single Tensor with a single"
                        + " element.");
    }

    /**
     * The product of the Jacobian and a vector.
     *
     * @param function the function
     * @param given where
     * @param v the vector, or null
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return outputs and product
     */
    static Product jvp(
            Function<Tensor[], Tensor[]> function,
            Tensor[] given,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return ModeCalls.withGrad(
                true,
                () -> {
                    Tensor[] inputs = prepared(given, createGraph);
                    requireVector(v, inputs);
                    Tensor[] outputs = function.apply(inputs);
                    requireRecorded(outputs, strict);
                    Tensor[] weights = variables(outputs);
                    Tensor[] gradInputs = grad(outputs, inputs, weights, true);
                    for (int i = 0; strict && i < gradInputs.length; i++) {
                        if (gradInputs[i] == null) {
                            throw error(
                                    "The output of the user-provided function is independent of"
                                            + " input "
                                            + i
                                            + INDEPENDENT
                                            + ".");
                        }
                        if (!gradInputs[i].requiresGrad()) {
                            throw error(
                                    "The gradient with respect to input "
                                            + i
                                            + " is independent of the inputs of the user-provided"
                                            + " function"
                                            + INDEPENDENT
                                            + ".");
                        }
                    }
                    Tensor[] product =
                            filled(
                                    grad(gradInputs, weights, v, createGraph),
                                    outputs,
                                    strict,
                                    createGraph,
                                    "The gradient with respect to the input is independent of entry"
                                            + " %d in the grad_outputs when using the double"
                                            + " backward trick to compute forward mode gradients"
                                            + INDEPENDENT
                                            + ".",
                                    "jacobian");
                    return new Product(
                            Arrays.asList(finished(outputs, createGraph)),
                            Arrays.asList(finished(product, createGraph)));
                });
    }

    /**
     * The product of a vector and the Hessian.
     *
     * @param function the function
     * @param given where
     * @param v the vector, or null
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return the output and the product
     */
    static Product vhp(
            Function<Tensor[], Tensor> function,
            Tensor[] given,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return hessianProduct(function, given, v, createGraph, strict, false);
    }

    /**
     * The product of the Hessian and a vector.
     *
     * @param function the function
     * @param given where
     * @param v the vector, or null
     * @param createGraph whether to record it
     * @param strict whether zeros that follow from independence are errors
     * @return the output and the product
     */
    static Product hvp(
            Function<Tensor[], Tensor> function,
            Tensor[] given,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return hessianProduct(function, given, v, createGraph, strict, true);
    }

    private static Product hessianProduct(
            Function<Tensor[], Tensor> function,
            Tensor[] given,
            Tensor[] v,
            boolean createGraph,
            boolean strict,
            boolean vectorIsRight) {
        return ModeCalls.withGrad(
                true,
                () -> {
                    Tensor[] inputs = prepared(given, createGraph);
                    requireVector(v, inputs);
                    Tensor[] outputs = {function.apply(inputs)};
                    requireRecorded(outputs, strict);
                    requireOneElement(outputs[0], vectorIsRight ? "hvp" : "vhp");
                    Tensor[] jacobian = grad(outputs, inputs, null, true);
                    requireDependentJacobian(jacobian, strict);
                    Tensor[] grads;
                    if (vectorIsRight) {
                        Tensor[] weights = variables(inputs);
                        Tensor[] twice = grad(jacobian, inputs, weights, true);
                        grads = grad(twice, weights, v, createGraph);
                    } else {
                        grads = grad(jacobian, inputs, v, createGraph);
                    }
                    String absent =
                            vectorIsRight
                                    ? "The hessian of the user-provided function is independent of"
                                            + " entry %d in the grad_jacobian"
                                            + INDEPENDENT
                                            + " as it prevents from using the double backward trick"
                                            + " to replace forward mode AD."
                                    : "The jacobian of the user-provided function is independent"
                                            + " of input %d"
                                            + INDEPENDENT
                                            + ".";
                    Tensor[] product =
                            filled(grads, inputs, strict, createGraph, absent, "hessian");
                    return new Product(
                            Arrays.asList(finished(outputs, createGraph)),
                            Arrays.asList(finished(product, createGraph)));
                });
    }
}
