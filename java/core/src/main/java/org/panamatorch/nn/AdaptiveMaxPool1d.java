package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveMaxPool1d.html">torch.nn.AdaptiveMaxPool1d</a>
 */
public final class AdaptiveMaxPool1d extends AdaptiveMaxPoolNd {
    /** The options of {@link AdaptiveMaxPool1d}. */
    public static final class Builder extends AdaptiveMaxPoolNd.Builder<Builder> {
        private Builder(Extent outputSize) {
            super(outputSize);
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
        public AdaptiveMaxPool1d build() {
            return new AdaptiveMaxPool1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the length of the output
     */
    public AdaptiveMaxPool1d(long outputSize) {
        this(builder(outputSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the length of the output
     */
    public AdaptiveMaxPool1d(long... outputSize) {
        this(builder(outputSize));
    }

    private AdaptiveMaxPool1d(Builder builder) {
        super(1, builder);
    }

    /**
     * Starts the options.
     *
     * @param outputSize the length of the output
     * @return a builder
     */
    public static Builder builder(long outputSize) {
        return new Builder(Extent.single(outputSize));
    }

    /**
     * Starts the options.
     *
     * @param outputSize the length of the output
     * @return a builder
     */
    public static Builder builder(long... outputSize) {
        return new Builder(Extent.tuple(AdaptiveMaxPool1d.class, "outputSize", outputSize));
    }
}
