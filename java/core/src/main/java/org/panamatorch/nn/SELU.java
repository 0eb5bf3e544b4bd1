package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The scaled exponential linear unit: {@code scale (max(x, 0) + min(0, alpha (eˣ - 1)))} with the
 * two constants that keep mean and variance.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SELU.html">torch.nn.SELU</a>
 */
public final class SELU extends InplaceActivation {
    /** The options of {@link SELU}. */
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
        public SELU build() {
            return new SELU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public SELU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public SELU(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private SELU(Builder builder) {
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
        return Functional.selu(input, isInplace());
    }
}
