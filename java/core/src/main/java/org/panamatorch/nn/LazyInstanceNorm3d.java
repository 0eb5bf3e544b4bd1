package org.panamatorch.nn;

/**
 * An {@link InstanceNorm3d} that learns the number of channels from its first input, and with it
 * scale, shift and running statistics.
 *
 * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyInstanceNorm3d.html">torch.nn.LazyInstanceNorm3d</a>
 */
public final class LazyInstanceNorm3d extends InstanceNormNd {
    /** The options of {@link LazyInstanceNorm3d}. */
    public static final class Builder extends InstanceNormNd.Builder<Builder> {
        private Builder() {
            super(null, true);
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
        public LazyInstanceNorm3d build() {
            return new LazyInstanceNorm3d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyInstanceNorm3d() {
        this(builder());
    }

    private LazyInstanceNorm3d(Builder builder) {
        super(3, builder);
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }
}
