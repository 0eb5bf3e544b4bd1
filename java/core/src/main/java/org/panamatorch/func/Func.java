// One file, because torch.func is one module of functions; most of it is their documentation.
package org.panamatorch.func;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.func.Batches;
import org.panamatorch.internal.func.Derivative;
import org.panamatorch.internal.func.Jacobians;
import org.panamatorch.internal.func.Stateless;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Module;
import org.panamatorch.option.Randomness;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Transforms of functions: derivatives, and functions over batches.
 *
 * <p>Where Python makes a function of a function, here it is called with the arguments at once,
 * from which their types follow; a lambda makes a function of that:
 *
 * <pre>{@code
 * Tensor cosine = Func.grad(t -> t.sin(), x);
 * UnaryOperator<Tensor> second = t -> Func.grad(u -> Func.grad(v -> v.sin(), u), t);
 * Tensor perSample = Func.vmap((x, y) -> Func.grad(w -> loss(w, x, y), weight), xs, ys);
 * }</pre>
 *
 * <p>What a function takes and returns is a tensor, or a list, map, array or record of these, also
 * one in the other, as Python's pytrees; derivatives by it have its form. Other values in them,
 * such as numbers, are passed on. A function also sees what it refers to from outside: there it is
 * a constant. Transforms can be in each other, in any order.
 *
 * <p>A tensor that a function puts aside is of its transform: when that is over, one that {@code
 * vmap} had made is refused by all operations, and any other is an ordinary tensor. Layers belong
 * to a thread: other threads that a function starts compute outside of it. A virtual thread holds
 * its carrier inside, as in {@link Torch#noGrad(ScopedValue.CallableOp)}.
 *
 * <p>Inside, {@code backward()} is refused, and so is an {@link org.panamatorch.AutogradFunction}
 * without {@code setupContext}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/func.api.html">torch.func</a>
 */
public final class Func {
    private Func() {}

    /**
     * A result with something beside it: of a function, and so of the transform of it.
     *
     * @param <R> the result's type
     * @param <X> the other's type
     * @param result the result
     * @param aux the other, which is not differentiated
     */
    public record WithAux<R, X>(R result, X aux) {}

    /**
     * A gradient and the value that it is of.
     *
     * @param <A> what the function takes
     * @param grad the gradient
     * @param value the function's result
     */
    public record GradAndValue<A>(A grad, Tensor value) {}

    /**
     * A function's result, and its derivative as a function of cotangents.
     *
     * @param <R> what the function returns
     * @param <A> what it takes
     * @param output its result
     * @param vjp gives the product of cotangents, of the output's form, and the Jacobian; it may be
     *     called several times
     */
    public record Vjp<R, A>(R output, Function<R, A> vjp) {
        /** Checks that there is a derivative. */
        public Vjp {
            Arguments.requirePresent(vjp, "Vjp", "vjp", "a function");
        }

        /**
         * The product of cotangents and the Jacobian.
         *
         * @param cotangents of the output's form
         * @return the product, of the input's form
         */
        public A apply(R cotangents) {
            return vjp.apply(cotangents);
        }
    }

    /**
     * A function's result, and its derivative along tangents.
     *
     * @param <R> what the function returns
     * @param output its result
     * @param jvp the derivative
     */
    public record Jvp<R>(R output, R jvp) {}

    /**
     * The state of several modules as that of one.
     *
     * @param params the parameters, stacked
     * @param buffers the buffers, stacked
     */
    public record ModuleState(Map<String, Tensor> params, Map<String, Tensor> buffers) {}

    private static <A, R> Function<A, WithAux<R, Object>> plain(
            Function<A, R> function, String operation) {
        Arguments.requirePresent(function, operation, "function", "a function");
        return input -> new WithAux<>(function.apply(input), null);
    }

    private static <A, X> Function<A, WithAux<List<Tensor>, X>> listed(
            Function<A, WithAux<Tensor, X>> function, String operation) {
        return input -> {
            WithAux<Tensor, X> result = function.apply(input);
            Arguments.requireResult(result, operation, "function", "a result and another");
            Arguments.requireResult(result.result(), operation, "function", "a tensor");
            return new WithAux<>(List.of(result.result()), result.aux());
        };
    }

    private static void require(Object function, Object input, String operation) {
        Arguments.requirePresent(function, operation, "function", "a function");
        Arguments.requirePresent(input, operation, "input", "tensors");
    }

    /**
     * The gradient of a function.
     *
     * @param <A> what the function takes
     * @param function makes a tensor without dimensions
     * @param input where
     * @return the gradient, of the input's form
     * @throws TorchException if the result has dimensions, or an input is neither floating nor
     *     complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.grad.html">torch.func.grad</a>
     */
    public static <A> A grad(Function<A, Tensor> function, A input) {
        return gradAndValue(function, input).grad();
    }

    /**
     * The gradient of a function, and its value.
     *
     * @param <A> what the function takes
     * @param function makes a tensor without dimensions
     * @param input where
     * @return both
     * @throws TorchException if the result has dimensions, or an input is neither floating nor
     *     complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.grad_and_value.html">torch.func.grad_and_value</a>
     */
    public static <A> GradAndValue<A> gradAndValue(Function<A, Tensor> function, A input) {
        require(function, input, "gradAndValue");
        return Derivative.gradAndValue(plain(function, "gradAndValue"), input).result();
    }

    /**
     * The gradient of a function, its value, and what else it returns.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function makes a tensor without dimensions, and something else
     * @param input where
     * @return all three
     * @throws TorchException if the result has dimensions, or an input is neither floating nor
     *     complex
     */
    public static <A, X> WithAux<GradAndValue<A>, X> gradWithAux(
            Function<A, WithAux<Tensor, X>> function, A input) {
        require(function, input, "gradWithAux");
        return Derivative.gradAndValue(function, input);
    }

    /**
     * A function of one argument over a batch, along the first dimension of all tensors.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function computes with one element of the batch
     * @param input all elements
     * @return the results, along the first dimension
     * @throws TorchException if sizes differ, or the function does what cannot be done for a batch
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.vmap.html">torch.func.vmap</a>
     */
    public static <A, R> R vmap(Function<A, R> function, A input) {
        return vmap(function, input, _ -> {});
    }

    /**
     * A function of one argument over a batch.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function computes with one element of the batch
     * @param input all elements
     * @param options sets which dimensions are the batch's
     * @return the results
     * @throws TorchException if sizes differ, or the function does what cannot be done for a batch
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.vmap.html">torch.func.vmap</a>
     */
    @SuppressWarnings("unchecked") // the arguments as they were given
    public static <A, R> R vmap(
            Function<A, R> function, A input, Consumer<? super VmapOptions> options) {
        require(function, input, "vmap");
        return Batches.vmap(
                arguments -> function.apply((A) arguments[0]),
                new Object[] {input},
                VmapOptions.of(options, "vmap"));
    }

    /**
     * A function of two arguments over a batch, along the first dimension of all tensors.
     *
     * @param <A> what the function takes first
     * @param <B> what it takes then
     * @param <R> what it returns
     * @param function computes with one element of the batch
     * @param first the first arguments of all elements
     * @param second the second ones
     * @return the results, along the first dimension
     * @throws TorchException if sizes differ, or the function does what cannot be done for a batch
     */
    public static <A, B, R> R vmap(BiFunction<A, B, R> function, A first, B second) {
        return vmap(function, first, second, _ -> {});
    }

    /**
     * A function of two arguments over a batch.
     *
     * @param <A> what the function takes first
     * @param <B> what it takes then
     * @param <R> what it returns
     * @param function computes with one element of the batch
     * @param first the first arguments of all elements
     * @param second the second ones
     * @param options sets which dimensions are the batch's
     * @return the results
     * @throws TorchException if sizes differ, or the function does what cannot be done for a batch
     */
    @SuppressWarnings("unchecked") // the arguments as they were given
    public static <A, B, R> R vmap(
            BiFunction<A, B, R> function,
            A first,
            B second,
            Consumer<? super VmapOptions> options) {
        require(function, first, "vmap");
        Arguments.requirePresent(second, "vmap", "second", "tensors");
        return Batches.vmap(
                arguments -> function.apply((A) arguments[0], (B) arguments[1]),
                new Object[] {first, second},
                VmapOptions.of(options, "vmap"));
    }

    /**
     * A function's result, and its derivative as a function of cotangents.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function makes floating or complex tensors
     * @param primals where
     * @return both
     * @throws TorchException if an output or input is neither floating nor complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.vjp.html">torch.func.vjp</a>
     */
    public static <A, R> Vjp<R, A> vjp(Function<A, R> function, A primals) {
        require(function, primals, "vjp");
        return Derivative.vjp(plain(function, "vjp"), primals).result();
    }

    /**
     * A function's result, its derivative as a function of cotangents, and what else it returns.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param <X> what else it returns
     * @param function makes floating or complex tensors, and something else
     * @param primals where
     * @return all three
     * @throws TorchException if an output or input is neither floating nor complex
     */
    public static <A, R, X> WithAux<Vjp<R, A>, X> vjpWithAux(
            Function<A, WithAux<R, X>> function, A primals) {
        require(function, primals, "vjpWithAux");
        return Derivative.vjp(function, primals);
    }

    /**
     * A function's result and its derivative along tangents, zeros where an output does not depend
     * on the inputs.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function the function
     * @param primals where
     * @param tangents along what, of the primals' form
     * @return both
     * @throws TorchException if the tangents do not fit, or LibTorch has no forward-mode derivative
     *     of an operation
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.jvp.html">torch.func.jvp</a>
     */
    public static <A, R> Jvp<R> jvp(Function<A, R> function, A primals, A tangents) {
        return jvp(function, primals, tangents, false);
    }

    /**
     * A function's result and its derivative along tangents.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function the function
     * @param primals where
     * @param tangents along what, of the primals' form
     * @param strict whether an output that does not depend on the inputs is an error
     * @return both
     * @throws TorchException if the tangents do not fit, or LibTorch has no forward-mode derivative
     *     of an operation
     */
    public static <A, R> Jvp<R> jvp(
            Function<A, R> function, A primals, A tangents, boolean strict) {
        require(function, primals, "jvp");
        Arguments.requirePresent(tangents, "jvp", "tangents", "tensors");
        return Derivative.jvp(plain(function, "jvp"), primals, tangents, strict).result();
    }

    /**
     * A function's result, its derivative along tangents, and what else it returns.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param <X> what else it returns
     * @param function the function
     * @param primals where
     * @param tangents along what, of the primals' form
     * @return all three
     * @throws TorchException if the tangents do not fit, or LibTorch has no forward-mode derivative
     *     of an operation
     */
    public static <A, R, X> WithAux<Jvp<R>, X> jvpWithAux(
            Function<A, WithAux<R, X>> function, A primals, A tangents) {
        require(function, primals, "jvpWithAux");
        Arguments.requirePresent(tangents, "jvpWithAux", "tangents", "tensors");
        return Derivative.jvp(function, primals, tangents, false);
    }

    /**
     * A function's result, and its derivative there as a function of tangents. LibTorch cannot
     * record forward-mode derivatives, as Python's tracer does: each call of the derivative
     * computes the function again.
     *
     * @param <A> what the function takes
     * @param <R> what it returns
     * @param function the function
     * @param primals where
     * @return both, the derivative in place of the auxiliary value
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.linearize.html">torch.func.linearize</a>
     */
    public static <A, R> WithAux<R, Function<A, R>> linearize(Function<A, R> function, A primals) {
        require(function, primals, "linearize");
        return Derivative.linearize(plain(function, "linearize"), primals);
    }

    /**
     * The Jacobian by reverse mode, which is faster where there are more inputs than outputs.
     *
     * @param <A> what the function takes
     * @param function makes a tensor
     * @param input where
     * @return of the input's form, each tensor with the output's sizes and then the input's
     * @throws TorchException if an input or output is complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.jacrev.html">torch.func.jacrev</a>
     */
    public static <A> A jacrev(Function<A, Tensor> function, A input) {
        require(function, input, "jacrev");
        return Jacobians.jacrev(listed(plain(function, "jacrev"), "jacrev"), input, null)
                .result()
                .getFirst();
    }

    /**
     * The Jacobian by reverse mode, some rows at a time.
     *
     * @param <A> what the function takes
     * @param function makes a tensor
     * @param input where
     * @param chunkSize how many rows to compute at once; with 1, without {@link #vmap}
     * @return of the input's form, each tensor with the output's sizes and then the input's
     * @throws TorchException if an input or output is complex, or the number is not positive
     */
    public static <A> A jacrev(Function<A, Tensor> function, A input, long chunkSize) {
        require(function, input, "jacrev");
        return Jacobians.jacrev(listed(plain(function, "jacrev"), "jacrev"), input, chunkSize)
                .result()
                .getFirst();
    }

    /**
     * The Jacobian by reverse mode, and what else the function returns.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function makes a tensor and something else
     * @param input where
     * @return both
     * @throws TorchException if an input or output is complex
     */
    public static <A, X> WithAux<A, X> jacrevWithAux(
            Function<A, WithAux<Tensor, X>> function, A input) {
        require(function, input, "jacrevWithAux");
        WithAux<List<A>, X> all = Jacobians.jacrev(listed(function, "jacrevWithAux"), input, null);
        return new WithAux<>(all.result().getFirst(), all.aux());
    }

    /**
     * The Jacobians of a function with several results, by reverse mode.
     *
     * @param <A> what the function takes
     * @param function makes tensors
     * @param input where
     * @return what {@link #jacrev(Function, Object)} gives for each
     * @throws TorchException if an input or output is complex
     */
    public static <A> List<A> jacrevOfList(Function<A, List<Tensor>> function, A input) {
        require(function, input, "jacrevOfList");
        return Jacobians.jacrev(plain(function, "jacrevOfList"), input, null).result();
    }

    /**
     * The Jacobian by forward mode, which is faster where there are more outputs than inputs.
     *
     * @param <A> what the function takes
     * @param function makes a tensor
     * @param input where
     * @return of the input's form, each tensor with the output's sizes and then the input's
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.jacfwd.html">torch.func.jacfwd</a>
     */
    public static <A> A jacfwd(Function<A, Tensor> function, A input) {
        return jacfwd(function, input, Randomness.ERROR);
    }

    /**
     * The Jacobian by forward mode of a function that draws random numbers.
     *
     * @param <A> what the function takes
     * @param function makes a tensor
     * @param input where
     * @param randomness what random operations do in each column
     * @return of the input's form, each tensor with the output's sizes and then the input's
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     */
    public static <A> A jacfwd(Function<A, Tensor> function, A input, Randomness randomness) {
        require(function, input, "jacfwd");
        Arguments.requirePresent(randomness, "jacfwd", "randomness", "what random operations do");
        return Jacobians.jacfwd(listed(plain(function, "jacfwd"), "jacfwd"), input, randomness)
                .result()
                .getFirst();
    }

    /**
     * The Jacobian by forward mode, and what else the function returns.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function makes a tensor and something else
     * @param input where
     * @return both
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     */
    public static <A, X> WithAux<A, X> jacfwdWithAux(
            Function<A, WithAux<Tensor, X>> function, A input) {
        require(function, input, "jacfwdWithAux");
        WithAux<List<A>, X> all =
                Jacobians.jacfwd(listed(function, "jacfwdWithAux"), input, Randomness.ERROR);
        return new WithAux<>(all.result().getFirst(), all.aux());
    }

    /**
     * The Jacobians of a function with several results, by forward mode.
     *
     * @param <A> what the function takes
     * @param function makes tensors
     * @param input where
     * @return what {@link #jacfwd(Function, Object)} gives for each
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     */
    public static <A> List<A> jacfwdOfList(Function<A, List<Tensor>> function, A input) {
        require(function, input, "jacfwdOfList");
        return Jacobians.jacfwd(plain(function, "jacfwdOfList"), input, Randomness.ERROR).result();
    }

    /**
     * The Hessian, by forward over reverse mode.
     *
     * @param function makes a tensor
     * @param input where
     * @return the output's sizes and then the input's twice
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.hessian.html">torch.func.hessian</a>
     */
    public static Tensor hessian(UnaryOperator<Tensor> function, Tensor input) {
        require(function, input, "hessian");
        return jacfwd(x -> jacrev(function, x), input);
    }

    /**
     * The Hessian by several inputs, by forward over reverse mode.
     *
     * @param function makes a tensor
     * @param inputs where
     * @return for each two inputs the output's sizes, then the first's and then the second's
     * @throws TorchException if an input or output is complex, or LibTorch has no forward-mode
     *     derivative of an operation
     */
    public static List<List<Tensor>> hessian(
            Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
        require(function, inputs, "hessian");
        Arguments.requireAll(inputs, "hessian", "inputs", "tensors");
        return jacfwdOfList(x -> jacrev(function, x), inputs);
    }

    /**
     * Calls a module as if its parameters and buffers were others.
     *
     * @param <M> what module it is
     * @param module the module
     * @param parametersAndBuffers others, by the names of those that they stand for; the rest stay
     * @param input what to call it with
     * @return what it returns
     * @throws TorchException of kind {@code VALUE} if the module has not what a name says
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.functional_call.html">torch.func.functional_call</a>
     */
    public static <M extends Module & Layer> Tensor functionalCall(
            M module, Map<String, Tensor> parametersAndBuffers, Tensor input) {
        Arguments.requirePresent(module, "functionalCall", "module", "a module");
        return functionalCall(module, parametersAndBuffers, () -> module.call(input));
    }

    /**
     * Calls a module of any shape as if its parameters and buffers were others:
     *
     * <pre>{@code
     * Func.functionalCall(model, params, () -> model.call(words, mask))
     * }</pre>
     *
     * <p>They are others on the calling thread alone, also where a field of the module's holds
     * them.
     *
     * @param <R> what it returns
     * @param module the module
     * @param parametersAndBuffers others, by the names of those that they stand for; the rest stay
     * @param call calls the module
     * @return what the call returns
     * @throws TorchException of kind {@code VALUE} if the module has not what a name says
     */
    public static <R> R functionalCall(
            Module module, Map<String, Tensor> parametersAndBuffers, Supplier<R> call) {
        Arguments.requirePresent(module, "functionalCall", "module", "a module");
        Arguments.requirePresent(
                parametersAndBuffers, "functionalCall", "parametersAndBuffers", "a map of tensors");
        Arguments.requirePresent(call, "functionalCall", "call", "a function");
        return Stateless.call(module, parametersAndBuffers, call);
    }

    /**
     * The parameters and buffers of modules of one kind, stacked: with {@link #vmap} and {@link
     * #functionalCall(Module, Map, Supplier)} they compute as one.
     *
     * @param models the modules
     * @return the state, whose parameters are leaves
     * @throws TorchException if there are none, or they are of several classes or modes
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.stack_module_state.html">torch.func.stack_module_state</a>
     */
    public static ModuleState stackModuleState(List<? extends Module> models) {
        Arguments.requirePresent(models, "stackModuleState", "models", "a list of modules");
        return Stateless.stack(models);
    }

    /**
     * The tensor beneath all transforms, for looking at it. What a function computes from it is
     * undefined.
     *
     * @param tensor a tensor that a function got or made
     * @return a new object for the innermost tensor; of any other tensor for itself
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.debug_unwrap.html">torch.func.debug_unwrap</a>
     */
    public static Tensor debugUnwrap(Tensor tensor) {
        Arguments.requirePresent(tensor, "debugUnwrap", "tensor", "a tensor");
        Tensor value = PtFunc.func_value(tensor);
        return Layers.wrapper(value) == null ? value : debugUnwrap(value);
    }
}
