package org.panamatorch.nn;

/**
 * A {@link Linear} that learns the size of its input's last dimension from its first input.
 *
 * <p>Shapes: input (*, in), output (*, out).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyLinear.html">torch.nn.LazyLinear</a>
 */
public final class LazyLinear extends AbstractLinear {
    /** The options of {@link LazyLinear}. */
    public static final class Builder extends AbstractLinear.Builder<Builder> {
        private Builder(long outFeatures) {
            super(null, outFeatures);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LazyLinear build() {
            return new LazyLinear(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outFeatures the size of the output's last dimension
     */
    public LazyLinear(long outFeatures) {
        this(builder(outFeatures));
    }

    /**
     * Makes the module.
     *
     * @param outFeatures the size of the output's last dimension
     * @param bias whether there is a bias
     */
    public LazyLinear(long outFeatures, boolean bias) {
        this(builder(outFeatures).bias(bias));
    }

    private LazyLinear(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @param outFeatures the size of the output's last dimension
     * @return a builder
     */
    public static Builder builder(long outFeatures) {
        return new Builder(outFeatures);
    }
}
