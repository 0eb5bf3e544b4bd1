package org.panamatorch.nn;

/**
 * An {@link InstanceNorm2d} that learns the number of channels from its first input, and with it
 * scale, shift and running statistics.
 *
 * <p>Shapes: input and output (N, C, H, W) or (C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyInstanceNorm2d.html">torch.nn.LazyInstanceNorm2d</a>
 */
public final class LazyInstanceNorm2d extends InstanceNormNd {
    /** The options of {@link LazyInstanceNorm2d}. */
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
        public LazyInstanceNorm2d build() {
            return new LazyInstanceNorm2d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyInstanceNorm2d() {
        this(builder());
    }

    private LazyInstanceNorm2d(Builder builder) {
        super(2, builder);
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
