package org.panamatorch.nn;

/**
 * The base of modules that take one value and return one, of whatever types: several tensors in a
 * record, a sequence, a list. Where both are tensors, {@link UnaryModule} is the base.
 *
 * <pre>{@code
 * final class LastStep extends FunctionModule<LSTM.Output, Tensor> {
 *     @Override
 *     protected Tensor forward(LSTM.Output results) {
 *         return results.output().select(0, -1);
 *     }
 * }
 * }</pre>
 *
 * @param <T> what the module takes
 * @param <R> what it returns
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class FunctionModule<T, R> extends TypedModule<FunctionModule<T, R>> {
    /** Makes a module without parameters, in training mode. */
    protected FunctionModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param input the input
     * @return the output
     */
    protected abstract R forward(T input);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param input the input
     * @return what {@link #forward} makes of it, unless hooks replace one or the other
     */
    @SuppressWarnings("unchecked") // Hooks answer for the types of what they return.
    public final R call(T input) {
        return hasHooks()
                ? (R) callWithHooks(inputs -> forward((T) inputs[0]), input)
                : forward(input);
    }
}
