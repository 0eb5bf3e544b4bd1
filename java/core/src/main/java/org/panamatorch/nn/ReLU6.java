package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The input, cut to [0, 6].
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ReLU6.html">torch.nn.ReLU6</a>
 */
public final class ReLU6 extends InplaceActivation {
    /** The options of {@link ReLU6}. */
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
        public ReLU6 build() {
            return new ReLU6(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public ReLU6() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param inplace whether the result is written to the input
     */
    public ReLU6(boolean inplace) {
        this(builder().inplace(inplace));
    }

    private ReLU6(Builder builder) {
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
        return Functional.hardtanh(input, 0.0, 6.0, isInplace());
    }
}
