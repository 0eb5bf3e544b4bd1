package org.panamatorch;

import org.panamatorch.internal.autograd.DerivativeSpec;
import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Jacobians, Hessians and their products with vectors, of functions of tensors.
 *
 * <p>A function gets tensors like those given, which autograd records, and has to compute with
 * them. With the option {@code createGraph}, results are recorded with respect to the tensors
 * given. With {@code strict}, an output that does not depend on an input is an error; otherwise
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
    public record Product(List<Tensor> outputs, List<Tensor> product) {}

    /**
     * The Jacobian of a function.
     *
     * @param function makes one tensor of one
     * @param input where
     * @return a new tensor, the output's sizes and then the input's
     */
    public static Tensor jacobian(UnaryOperator<Tensor> function, Tensor input) {
        return jacobian(single(function, "jacobian"), new Tensor[] {input})[0][0];
    }

    /**
     * The Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @return for each output and each input a new tensor, the output's sizes and then the input's
     */
    public static Tensor[][] jacobian(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return jacobian(function, inputs, o -> {});
    }

    /**
     * The Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param options code that sets options by name
     * @return for each output and each input a new tensor, the output's sizes and then the input's
     * @throws TorchException if {@code strict} and an output does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.jacobian.html">jacobian</a>
     */
    public static Tensor[][] jacobian(
            Function<Tensor[], Tensor[]> function,
            Tensor[] inputs,
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "jacobian");
        return Derivatives.jacobian(
                several(function, "jacobian"),
                given(inputs, "jacobian", "inputs"),
                set.createGraph(),
                set.strict());
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
        return hessian(inputs -> whole.apply(inputs)[0], new Tensor[] {input})[0][0];
    }

    /**
     * The Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @return for each two inputs a new tensor, the sizes of the first and then of the second
     * @throws TorchException if the function's result has not one element
     */
    public static Tensor[][] hessian(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        return hessian(function, inputs, o -> {});
    }

    /**
     * The Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param options code that sets options by name
     * @return for each two inputs a new tensor, the sizes of the first and then of the second
     * @throws TorchException if the function's result has not one element, or {@code strict} and
     *     the Jacobian does not depend on an input
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.functional.hessian.html">hessian</a>
     */
    public static Tensor[][] hessian(
            Function<Tensor[], Tensor> function,
            Tensor[] inputs,
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "hessian");
        return Derivatives.hessian(
                one(function, "hessian"),
                given(inputs, "hessian", "inputs"),
                set.createGraph(),
                set.strict());
    }

    /**
     * The product of a vector and the Jacobian of a function.
     *
     * <p>The vector is 1, of a single output of one element.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @return outputs and product, the latter as the inputs
     * @throws TorchException if there is more than one element
     */
    public static Product vjp(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return vjp(function, inputs, null);
    }

    /**
     * The product of a vector and the Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the outputs; null for a single output of one element
     * @return outputs and product, the latter as the inputs
     * @throws TorchException if the vector does not fit
     */
    public static Product vjp(Function<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] v) {
        return vjp(function, inputs, v, o -> {});
    }

    /**
     * The product of a vector and the Jacobian of a function.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the outputs; null for a single output of one element
     * @param options code that sets options by name
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
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "vjp");
        return Derivatives.vjp(
                several(function, "vjp"),
                given(inputs, "vjp", "inputs"),
                v == null ? null : given(v, "vjp", "v"),
                set.createGraph(),
                set.strict());
    }

    /**
     * The product of the Jacobian of a function and a vector, by differentiating twice.
     *
     * <p>The vector is 1, of a single input of one element.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @return outputs and product, the latter as the outputs
     * @throws TorchException if there is more than one element
     */
    public static Product jvp(Function<Tensor[], Tensor[]> function, Tensor[] inputs) {
        return jvp(function, inputs, null);
    }

    /**
     * The product of the Jacobian of a function and a vector, by differentiating twice.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @return outputs and product, the latter as the outputs
     * @throws TorchException if the vector does not fit
     */
    public static Product jvp(Function<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] v) {
        return jvp(function, inputs, v, o -> {});
    }

    /**
     * The product of the Jacobian of a function and a vector, by differentiating twice.
     *
     * @param function makes tensors of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param options code that sets options by name
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
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "jvp");
        return Derivatives.jvp(
                several(function, "jvp"),
                given(inputs, "jvp", "inputs"),
                v == null ? null : given(v, "jvp", "v"),
                set.createGraph(),
                set.strict());
    }

    /**
     * The product of a vector and the Hessian of a function.
     *
     * <p>The vector is 1, of a single input of one element.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, there is more than one
     *     element, or {@code strict} and the Jacobian does not depend on an input
     */
    public static Product vhp(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        return vhp(function, inputs, null);
    }

    /**
     * The product of a vector and the Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, the vector does not fit,
     *     or {@code strict} and the Jacobian does not depend on an input
     */
    public static Product vhp(Function<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] v) {
        return vhp(function, inputs, v, o -> {});
    }

    /**
     * The product of a vector and the Hessian of a function.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param options code that sets options by name
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
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "vhp");
        return Derivatives.vhp(
                one(function, "vhp"),
                given(inputs, "vhp", "inputs"),
                v == null ? null : given(v, "vhp", "v"),
                set.createGraph(),
                set.strict());
    }

    /**
     * The product of the Hessian of a function and a vector, by differentiating three times; {@link
     * #vhp} gives the same faster where the second derivatives are continuous.
     *
     * <p>The vector is 1, of a single input of one element.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, there is more than one
     *     element, or {@code strict} and the Jacobian does not depend on an input
     */
    public static Product hvp(Function<Tensor[], Tensor> function, Tensor[] inputs) {
        return hvp(function, inputs, null);
    }

    /**
     * The product of the Hessian of a function and a vector, by differentiating three times; {@link
     * #vhp} gives the same faster where the second derivatives are continuous.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @return the output and the product, the latter as the inputs
     * @throws TorchException if the function's result has not one element, the vector does not fit,
     *     or {@code strict} and the Jacobian does not depend on an input
     */
    public static Product hvp(Function<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] v) {
        return hvp(function, inputs, v, o -> {});
    }

    /**
     * The product of the Hessian of a function and a vector, by differentiating three times; {@link
     * #vhp} gives the same faster where the second derivatives are continuous.
     *
     * @param function makes a tensor of one element of tensors
     * @param inputs where
     * @param v the vector, as the inputs; null for a single input of one element
     * @param options code that sets options by name
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
            Consumer<? super DerivativeOptions> options) {
        DerivativeSpec set = DerivativeOptions.of(options, "hvp");
        return Derivatives.hvp(
                one(function, "hvp"),
                given(inputs, "hvp", "inputs"),
                v == null ? null : given(v, "hvp", "v"),
                set.createGraph(),
                set.strict());
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
