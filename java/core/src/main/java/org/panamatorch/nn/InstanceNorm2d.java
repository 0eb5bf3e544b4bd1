package org.panamatorch.nn;

/**
 * Normalizes each channel of each element of the batch over the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, H, W) or (C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.InstanceNorm2d.html">torch.nn.InstanceNorm2d</a>
 */
public final class InstanceNorm2d extends InstanceNormNd {
    /** The options of {@link InstanceNorm2d}. */
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
        public InstanceNorm2d build() {
            return new InstanceNorm2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public InstanceNorm2d(long numFeatures) {
        this(builder(numFeatures));
    }

    private InstanceNorm2d(Builder builder) {
        super(2, builder);
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
