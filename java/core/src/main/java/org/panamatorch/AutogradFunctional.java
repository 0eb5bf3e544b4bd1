package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Jacobians, Hessians and their products with vectors, of functions of tensors.
 *
 * <p>A function gets tensors like those given, which autograd records, and has to compute with
 * them. Where {@code createGraph} is true, results are recorded with respect to the tensors given.
 * Where {@code strict} is true, an output that does not depend on an input is an error; otherwise
 * that derivative is zero.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/autograd.html#functional-higher-level-api">torch.autograd.functional</a>
 */
public final class AutogradFunctional {
    private AutogradFunctional() {}

    /**
     * The results of a function, and the product of its derivative with a vector.
     *
     * @param outputs what the function returned
     * @param product the product
     */
    public record Product(Tensor[] outputs, Tensor[] product) {}

    /**
     * The Jacobian of a function.
     *
     * @param function makes one tensor of one
     * @param input where
     * @return a new tensor, the output's sizes and then the input's
     */
    public static Tensor jacobian(UnaryOperator<Tensor> function, Tensor input) {
        return jacobian(single(function, "jacobian"), new Tensor[] {input}, false, false)[0][0];
    }

    /**
     * The Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param createGraph whether to record the Jacobian
     * @param strict whether an output has to depend on each input
     * @return for each output and each input a new tensor, the output's sizes and then the input's
     * @throws TorchException if {@code strict} and an output does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.jacobian.html">jacobian</a>
     */
    public static Tensor[][] jacobian(
            Function<Tensor[], Tensor[]> function,
            Tensor[] inputs,
            boolean createGraph,
            boolean strict) {
        return Derivatives.jacobian(
                several(function, "jacobian"),
                given(inputs, "jacobian", "inputs"),
                createGraph,
                strict);
    }

    /**
     * The Hessian of a function.
     *
     * @param function makes a tensor of one element
     * @param input where
     * @return a new tensor, the input's sizes twice
     * @throws TorchException if the function's result has not one element
     */
    public static Tensor hessian(UnaryOperator<Tensor> function, Tensor input) {
        Function<Tensor[], Tensor[]> whole = single(function, "hessian");
        return hessian(inputs -> whole.apply(inputs)[0], new Tensor[] {input}, false, false)[0][0];
    }

    /**
     * The Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param createGraph whether to record the Hessian
     * @param strict whether the Jacobian has to depend on each input
     * @return for each two inputs a new tensor, the sizes of the first and then of the second
     * @throws TorchException if the function's result has not one element, or {@code strict} and
     *     the Jacobian does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.hessian.html">hessian</a>
     */
    public static Tensor[][] hessian(
            Function<Tensor[], Tensor> function,
            Tensor[] inputs,
            boolean createGraph,
            boolean strict) {
        return Derivatives.hessian(
                one(function, "hessian"), given(inputs, "hessian", "inputs"), createGraph, strict);
    }

    /**
     * The product of a vector and the Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the outputs; null for a single output of one element
     * @param createGraph whether to record the results
     * @param strict whether an output has to depend on each input
     * @return outputs and product, the latter as the inputs
     * @throws TorchException if the vector does not fit, or {@code strict} and an output depends
     *     not on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.vjp.html">vjp</a>
     */
    public static Product vjp(
            Function<Tensor[], Tensor[]> function,
            Tensor[] inputs,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return Derivatives.vjp(
                several(function, "vjp"),
                given(inputs, "vjp", "inputs"),
                v == null ? null : given(v, "vjp", "v"),
                createGraph,
                strict);
    }

    /**
     * The product of the Jacobian of a function and a vector, by differentiating twice.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param createGraph whether to record the results
     * @param strict whether an output has to depend on each input
     * @return outputs and product, the latter as the outputs
     * @throws TorchException if the vector does not fit, or {@code strict} and an output depends
     *     not on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.jvp.html">jvp</a>
     */
    public static Product jvp(
            Function<Tensor[], Tensor[]> function,
            Tensor[] inputs,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return Derivatives.jvp(
                several(function, "jvp"),
                given(inputs, "jvp", "inputs"),
                v == null ? null : given(v, "jvp", "v"),
                createGraph,
                strict);
    }

    /**
     * The product of a vector and the Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param createGraph whether to record the results
     * @param strict whether the Jacobian has to depend on each input
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, the vector does not fit,
     *     or {@code strict} and the Jacobian does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.vhp.html">vhp</a>
     */
    public static Product vhp(
            Function<Tensor[], Tensor> function,
            Tensor[] inputs,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return Derivatives.vhp(
                one(function, "vhp"),
                given(inputs, "vhp", "inputs"),
                v == null ? null : given(v, "vhp", "v"),
                createGraph,
                strict);
    }

    /**
     * The product of the Hessian of a function and a vector, by differentiating three times; {@link
     * #vhp} gives the same faster where the second derivatives are continuous.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param createGraph whether to record the results
     * @param strict whether the Jacobian has to depend on each input
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, the vector does not fit,
     *     or {@code strict} and the Jacobian does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.hvp.html">hvp</a>
     */
    public static Product hvp(
            Function<Tensor[], Tensor> function,
            Tensor[] inputs,
            Tensor[] v,
            boolean createGraph,
            boolean strict) {
        return Derivatives.hvp(
                one(function, "hvp"),
                given(inputs, "hvp", "inputs"),
                v == null ? null : given(v, "hvp", "v"),
                createGraph,
                strict);
    }

    private static Tensor[] given(Tensor[] tensors, String operation, String name) {
        Arguments.requirePresent(tensors, operation, name, "a list of tensors");
        for (Tensor tensor : tensors) {
            Arguments.requirePresent(tensor, operation, name, "a tensor");
        }
        return tensors;
    }

    private static Function<Tensor[], Tensor[]> single(
            UnaryOperator<Tensor> function, String operation) {
        requireFunction(function, operation);
        return inputs -> new Tensor[] {function.apply(inputs[0])};
    }

    private static Function<Tensor[], Tensor> one(
            Function<Tensor[], Tensor> function, String operation) {
        requireFunction(function, operation);
        return inputs -> result(function.apply(inputs), operation);
    }

    private static Function<Tensor[], Tensor[]> several(
            Function<Tensor[], Tensor[]> function, String operation) {
        requireFunction(function, operation);
        return inputs -> {
            Tensor[] outputs = function.apply(inputs);
            Arguments.requireResult(outputs, operation, "function", "a list of tensors");
            for (Tensor output : outputs) {
                result(output, operation);
            }
            return outputs;
        };
    }

    private static void requireFunction(Object function, String operation) {
        Arguments.requirePresent(function, operation, "function", "a function");
    }

    private static Tensor result(Tensor output, String operation) {
        Arguments.requireResult(output, operation, "function", "a tensor");
        return output;
    }
}
