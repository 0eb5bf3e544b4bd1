package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The sigmoid linear unit, or swish: {@code x sigmoid(x)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SiLU.html">torch.nn.SiLU</a>
 */
public final class SiLU extends InplaceActivation {
    /** The options of {@link SiLU}. */
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
        public SiLU build() {
            return new SiLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public SiLU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public SiLU(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private SiLU(Builder builder) {
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
        return Functional.silu(input, isInplace());
    }
}
