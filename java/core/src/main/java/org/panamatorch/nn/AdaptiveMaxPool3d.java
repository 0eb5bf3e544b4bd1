package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of as many windows as the output has elements.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveMaxPool3d.html">torch.nn.AdaptiveMaxPool3d</a>
 */
public final class AdaptiveMaxPool3d extends AdaptiveMaxPoolNd {
    /** The options of {@link AdaptiveMaxPool3d}. */
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
        public AdaptiveMaxPool3d build() {
            return new AdaptiveMaxPool3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveMaxPool3d(long outputSize) {
        this(builder(outputSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     */
    public AdaptiveMaxPool3d(long... outputSize) {
        this(builder(outputSize));
    }

    private AdaptiveMaxPool3d(Builder builder) {
        super(3, builder);
    }

    /**
     * Starts the options.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     * @return a builder
     */
    public static Builder builder(long outputSize) {
        return new Builder(Extent.single(outputSize));
    }

    /**
     * Starts the options.
     *
     * @param outputSize the spatial sizes of the output; {@link Functional#SAME_SIZE} for that of
     *     the input
     * @return a builder
     */
    public static Builder builder(long... outputSize) {
        return new Builder(Extent.tuple(AdaptiveMaxPool3d.class, "outputSize", outputSize));
    }
}
