package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The base of modules that make one tensor of two, as most losses do of an input and a target.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class BinaryModule extends TypedModule<BinaryModule> implements BinaryLayer {
    /** Makes a module without parameters, in training mode. */
    protected BinaryModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return a new tensor
     */
    protected abstract Tensor forward(Tensor first, Tensor second);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return what {@link #forward} makes of them, unless hooks replace one or the other
     */
    @Override
    public final Tensor call(Tensor first, Tensor second) {
        return callWithHooks(this::forward, first, second);
    }
}
