package org.panamatorch.nn;

/**
 * An {@link InstanceNorm1d} that learns the number of channels from its first input, and with it
 * scale, shift and running statistics.
 *
 * <p>Shapes: input and output (N, C, L) or (C, L).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyInstanceNorm1d.html">torch.nn.LazyInstanceNorm1d</a>
 */
public final class LazyInstanceNorm1d extends InstanceNormNd {
    /** The options of {@link LazyInstanceNorm1d}. */
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
        public LazyInstanceNorm1d build() {
            return new LazyInstanceNorm1d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyInstanceNorm1d() {
        this(builder());
    }

    private LazyInstanceNorm1d(Builder builder) {
        super(1, builder);
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
