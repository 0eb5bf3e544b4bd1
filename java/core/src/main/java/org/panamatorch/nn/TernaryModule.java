package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The base of modules that make one tensor of three, as some losses do.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class TernaryModule extends TypedModule<TernaryModule> {
    /** Makes a module without parameters, in training mode. */
    protected TernaryModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return a new tensor
     */
    protected abstract Tensor forward(Tensor first, Tensor second, Tensor third);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return what {@link #forward} makes of them, unless hooks replace one or the other
     */
    public final Tensor call(Tensor first, Tensor second, Tensor third) {
        return callWithHooks(this::forward, first, second, third);
    }
}
