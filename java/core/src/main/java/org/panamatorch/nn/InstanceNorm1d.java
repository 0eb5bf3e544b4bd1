package org.panamatorch.nn;

/**
 * Normalizes each channel of each element of the batch over the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, L) or (C, L).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.InstanceNorm1d.html">torch.nn.InstanceNorm1d</a>
 */
public final class InstanceNorm1d extends InstanceNormNd {
    /** The options of {@link InstanceNorm1d}. */
    public static final class Builder extends InstanceNormNd.Builder<Builder> {
        private Builder(long numFeatures) {
            super(numFeatures, false);
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
        public InstanceNorm1d build() {
            return new InstanceNorm1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public InstanceNorm1d(long numFeatures) {
        this(builder(numFeatures));
    }

    private InstanceNorm1d(Builder builder) {
        super(1, builder);
    }

    /**
     * Starts the options.
     *
     * @param numFeatures the number of channels, C
     * @return a builder
     */
    public static Builder builder(long numFeatures) {
        return new Builder(numFeatures);
    }
}
