package org.panamatorch.internal.func;

import org.panamatorch.Autograd;
import org.panamatorch.ForwardAD;
import org.panamatorch.ForwardAD.UnpackedDualTensor;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.func.Func.GradAndValue;
import org.panamatorch.func.Func.Jvp;
import org.panamatorch.func.Func.Vjp;
import org.panamatorch.func.Func.WithAux;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.library.PtFunc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The transforms that differentiate. */
public final class Derivative {
    private static final String VJP = "vjp(f, *primals)";
    private static final String JVP = "jvp(f, primals, tangents)";

    private Derivative() {}

    private static TorchException error(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    private static <T> T wrapped(T tree, String operation, long level) {
        return Trees.map(tree, tensor -> PtFunc.func_wrap(operation, tensor, level, true));
    }

    private static <T> T unwrapped(T tree, String operation, long level) {
        return Trees.map(tree, tensor -> PtFunc.func_unwrap(operation, tensor, level));
    }

    // Python's autograd.grad of outputs that may not depend on the inputs.
    private static List<Tensor> grad(
            List<Tensor> outputs, List<Tensor> inputs, List<Tensor> weights, boolean createGraph) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> ofRecorded = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                recorded.add(outputs.get(i));
                ofRecorded.add(weights == null ? null : weights.get(i));
            }
        }
        if (recorded.isEmpty()) {
            return inputs.stream().map(Torch::zerosLike).toList();
        }
        Tensor[] gradients =
                Autograd.grad(
                        recorded.toArray(Tensor[]::new),
                        inputs.toArray(Tensor[]::new),
                        o ->
                                o.gradOutputs(ofRecorded.toArray(Tensor[]::new))
                                        .retainGraph(true)
                                        .createGraph(createGraph)
                                        .allowUnused(true));
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] == null) {
                gradients[i] = Torch.zerosLike(inputs.get(i));
            }
        }
        return List.of(gradients);
    }

    /**
     * The gradient of a function's result, and what else it returns.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function the function
     * @param input where
     * @return the gradient and the result, and what else there is
     */
    public static <A, X> WithAux<GradAndValue<A>, X> gradAndValue(
            Function<A, WithAux<Tensor, X>> function, A input) {
        return Layer.grad(
                "grad",
                level -> {
                    A inputs = wrapped(input, "grad", level);
                    WithAux<Tensor, X> result = function.apply(inputs);
                    Arguments.requireResult(result, "grad", "function", "a result and another");
                    Tensor output = result.result();
                    Arguments.requireResult(output, "grad", "function", "a tensor");
                    if (output.dim() != 0) {
                        throw error(
                                "grad_and_value(f)(*args): Expected f(*args) to return a scalar"
                                        + " Tensor, got tensor with "
                                        + output.dim()
                                        + " dims. Maybe you wanted to use the vjp or jacrev APIs"
                                        + " instead?");
                    }
                    List<Tensor> gradients =
                            grad(List.of(output), Trees.tensors(inputs), null, true);
                    return new WithAux<>(
                            new GradAndValue<>(
                                    unwrapped(Trees.with(input, gradients), "grad", level),
                                    unwrapped(output, "grad", level)),
                            unwrapped(result.aux(), "grad", level));
                });
    }

    private static List<Tensor> outputs(Object tree, String api, String operation) {
        Arguments.requireResult(tree, operation, "function", "tensors");
        List<Tensor> outputs = Trees.tensors(tree);
        if (outputs.isEmpty()) {
            throw error(
                    api
                            + ": Expected f to be a function that has non-empty output (got output"
                            + " = "
                            + tree
                            + ")");
        }
        return outputs;
    }

    /**
     * A function's result, and the function of cotangents that its derivative is.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param <X> what else it returns
     * @param function the function
     * @param primals where
     * @return both, and what else there is
     */
    public static <A, R, X> WithAux<Vjp<R, A>, X> vjp(
            Function<A, WithAux<R, X>> function, A primals) {
        return Layer.grad(
                "vjp",
                level -> {
                    A inputs = wrapped(primals, "vjp", level);
                    WithAux<R, X> result = function.apply(inputs);
                    Arguments.requireResult(result, "vjp", "function", "a result and another");
                    R whole = result.result();
                    List<Tensor> outputs = outputs(whole, VJP, "vjp");
                    for (Tensor output : outputs) {
                        if (!output.dtype().isFloatingPoint() && !output.dtype().isComplex()) {
                            throw error(
                                    "vjp(f, ...): All outputs of f must be floating-point or"
                                            + " complex Tensors, got Tensor with dtype "
                                            + output.dtype());
                        }
                    }
                    R visible = unwrapped(whole, "vjp", level);
                    return new WithAux<>(
                            new Vjp<>(
                                    visible,
                                    cotangents -> pulledBack(outputs, visible, inputs, cotangents)),
                            unwrapped(result.aux(), "vjp", level));
                });
    }

    private static <A, R> A pulledBack(List<Tensor> outputs, R visible, A inputs, R cotangents) {
        Arguments.requirePresent(cotangents, "vjp", "cotangents", "tensors");
        if (!Trees.areAlike(visible, cotangents)) {
            throw error(
                    "Expected pytree structure of cotangents to be the same as pytree structure of"
                            + " outputs to the function. cotangents: "
                            + Trees.structure(cotangents)
                            + ", primal output: "
                            + Trees.structure(visible));
        }
        boolean createGraph = PtAutograd.grad_mode_enabled();
        return Trees.with(
                inputs,
                grad(outputs, Trees.tensors(inputs), Trees.tensors(cotangents), createGraph));
    }

    /**
     * A function's result, and its derivative along tangents.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param <X> what else it returns
     * @param function the function
     * @param primals where
     * @param tangents along what
     * @param strict whether each output must depend on the inputs
     * @return both, and what else there is
     */
    public static <A, R, X> WithAux<Jvp<R>, X> jvp(
            Function<A, WithAux<R, X>> function, A primals, A tangents, boolean strict) {
        if (!Trees.areAlike(primals, tangents)) {
            throw error(
                    JVP
                            + ": Expected primals and tangents to have the same python structure."
                            + " For example, if primals is a tuple of 3 tensors, tangents also"
                            + " must be. Got primals with structure "
                            + Trees.structure(primals)
                            + " and tangents with structure "
                            + Trees.structure(tangents));
        }
        List<Tensor> ofTangents = Trees.tensors(tangents);
        if (ofTangents.isEmpty()) {
            throw error(JVP + ": Expected primals to contain at least one Tensor.");
        }
        return Layer.jvp(
                "jvp",
                level -> {
                    List<Tensor> duals = new ArrayList<>();
                    for (Tensor primal : Trees.tensors(primals)) {
                        duals.add(ForwardAD.makeDual(primal, ofTangents.get(duals.size())));
                    }
                    WithAux<R, X> result = function.apply(Trees.with(primals, duals));
                    Arguments.requireResult(result, "jvp", "function", "a result and another");
                    List<Tensor> outputs = outputs(result.result(), JVP, "jvp");
                    List<Tensor> values = new ArrayList<>();
                    List<Tensor> derivatives = new ArrayList<>();
                    for (Tensor output : outputs) {
                        UnpackedDualTensor parts = ForwardAD.unpackDual(output);
                        if (parts.tangent() == null && strict) {
                            throw error(
                                    "jvp(f, primals, tangents, strict=True): The output of f is"
                                            + " independent of the inputs. This is not allowed with"
                                            + " strict=True.");
                        }
                        values.add(parts.primal());
                        derivatives.add(
                                parts.tangent() == null
                                        ? Torch.zerosLike(parts.primal())
                                        : parts.tangent());
                    }
                    R whole = result.result();
                    return new WithAux<>(
                            new Jvp<>(
                                    unwrapped(Trees.with(whole, values), "jvp", level),
                                    unwrapped(Trees.with(whole, derivatives), "jvp", level)),
                            unwrapped(result.aux(), "jvp", level));
                });
    }

    /**
     * A function's result, and its derivative there along tangents.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function the function
     * @param primals where
     * @return both, the derivative in place of the auxiliary value
     */
    public static <A, R> WithAux<R, Function<A, R>> linearize(
            Function<A, WithAux<R, Object>> function, A primals) {
        return new WithAux<>(
                function.apply(primals).result(),
                tangents -> {
                    requireLike(primals, tangents);
                    return jvp(function, primals, tangents, false).result().jvp();
                });
    }

    private static void requireLike(Object primals, Object tangents) {
        if (!Trees.areAlike(primals, tangents)) {
            throw error(
                    "Expected the tangents "
                            + Trees.structure(tangents)
                            + " to have the same argspec as the primals "
                            + Trees.structure(primals));
        }
        List<Tensor> expected = Trees.tensors(primals);
        List<Tensor> given = Trees.tensors(tangents);
        for (int i = 0; i < expected.size(); i++) {
            Tensor primal = expected.get(i);
            Tensor tangent = given.get(i);
            requireSame(i, "shape", tangent.shape(), primal.shape());
            requireSame(i, "device", tangent.device(), primal.device());
            requireSame(i, "dtype", tangent.dtype(), primal.dtype());
        }
    }

    private static void requireSame(int place, String what, Object given, Object expected) {
        if (!given.equals(expected)) {
            throw error(
                    "tangent:"
                            + place
                            + " with "
                            + what
                            + " "
                            + given
                            + " in flattened pytree doesn't match the "
                            + what
                            + " "
                            + expected
                            + " of the corresponding primal.");
        }
    }
}
