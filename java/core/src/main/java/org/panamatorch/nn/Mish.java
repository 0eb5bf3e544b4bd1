package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * A self-regularized function: {@code x tanh(softplus(x))}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Mish.html">torch.nn.Mish</a>
 */
public final class Mish extends InplaceActivation {
    /** The options of {@link Mish}. */
    public static final class Builder extends InplaceActivation.Builder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Mish build() {
            return new Mish(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public Mish() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public Mish(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private Mish(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.mish(input, isInplace());
    }
}
