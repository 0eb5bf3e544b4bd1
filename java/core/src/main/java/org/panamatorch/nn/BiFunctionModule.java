package org.panamatorch.nn;

/**
 * The base of modules that take two values and return one, of whatever types. Where all are
 * tensors, {@link BinaryModule} is the base.
 *
 * @param <T> the first of what the module takes
 * @param <U> the second
 * @param <R> what it returns
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class BiFunctionModule<T, U, R> extends TypedModule<BiFunctionModule<T, U, R>> {
    /** Makes a module without parameters, in training mode. */
    protected BiFunctionModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param first the first input
     * @param second the second input
     * @return the output
     */
    protected abstract R forward(T first, U second);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input
     * @return what {@link #forward} makes of them, unless hooks replace one or the other
     */
    public final R call(T first, U second) {
        return callWithHooks(this::forward, first, second);
    }
}
