package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The base of modules that make one tensor of one, as most do.
 *
 * <pre>{@code
 * final class Model extends UnaryModule {
 *     private final Linear first = register("first", new Linear(4, 8));
 *     private final Linear second = register("second", new Linear(8, 2));
 *
 *     @Override
 *     protected Tensor forward(Tensor x) {
 *         return second.call(first.call(x).relu());
 *     }
 * }
 *
 * Tensor y = new Model().call(x);
 * }</pre>
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class UnaryModule extends TypedModule<UnaryModule> implements Layer {
    /** Makes a module without parameters, in training mode. */
    protected UnaryModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param input the input
     * @return a new tensor, or for some modules the input itself
     */
    protected abstract Tensor forward(Tensor input);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param input the input
     * @return what {@link #forward} makes of it, unless hooks replace one or the other
     */
    @Override
    public final Tensor call(Tensor input) {
        return hasHooks()
                ? (Tensor) callWithHooks(inputs -> forward((Tensor) inputs[0]), input)
                : forward(input);
    }
}
