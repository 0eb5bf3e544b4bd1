package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The positive part: {@code max(x, 0)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReLU.html">torch.nn.ReLU</a>
 */
public final class ReLU extends InplaceActivation {
    /** The options of {@link ReLU}. */
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
        public ReLU build() {
            return new ReLU(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public ReLU() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public ReLU(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private ReLU(Builder builder) {
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
        return Functional.relu(input, isInplace());
    }
}
