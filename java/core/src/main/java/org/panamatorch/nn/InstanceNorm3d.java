package org.panamatorch.nn;

/**
 * Normalizes each channel of each element of the batch over the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.InstanceNorm3d.html">torch.nn.InstanceNorm3d</a>
 */
public final class InstanceNorm3d extends InstanceNormNd {
    /** The options of {@link InstanceNorm3d}. */
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
        public InstanceNorm3d build() {
            return new InstanceNorm3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public InstanceNorm3d(long numFeatures) {
        this(builder(numFeatures));
    }

    private InstanceNorm3d(Builder builder) {
        super(3, builder);
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
