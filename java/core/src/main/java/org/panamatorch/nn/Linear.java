package org.panamatorch.nn;

/**
 * An affine map of the last dimension: {@code y = x Wᵀ + b}.
 *
 * <p>Shapes: input (*, in), weight (out, in), bias (out), output (*, out), all of one
 * floating-point dtype and device.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public final class Linear extends AbstractLinear {
    /** The options of {@link Linear}. */
    public static final class Builder extends AbstractLinear.Builder<Builder> {
        private Builder(long inFeatures, long outFeatures) {
            super(inFeatures, outFeatures);
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
        public Linear build() {
            return new Linear(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     */
    public Linear(long inFeatures, long outFeatures) {
        this(builder(inFeatures, outFeatures));
    }

    /**
     * Makes the module.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @param bias whether there is a bias
     */
    public Linear(long inFeatures, long outFeatures, boolean bias) {
        this(builder(inFeatures, outFeatures).bias(bias));
    }

    private Linear(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @return a builder
     */
    public static Builder builder(long inFeatures, long outFeatures) {
        return new Builder(inFeatures, outFeatures);
    }
}
