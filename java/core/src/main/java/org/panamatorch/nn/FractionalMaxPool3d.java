package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of windows at random places.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.FractionalMaxPool3d.html">torch.nn.FractionalMaxPool3d</a>
 */
public final class FractionalMaxPool3d extends FractionalMaxPoolNd {
    /** The options of {@link FractionalMaxPool3d}. */
    public static final class Builder extends FractionalMaxPoolNd.Builder<Builder> {
        private Builder(Extent kernelSize) {
            super(kernelSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if there is neither a size nor a ratio or both, or
         *     an option is out of range
         */
        public FractionalMaxPool3d build() {
            return new FractionalMaxPool3d(this);
        }
    }

    private FractionalMaxPool3d(Builder builder) {
        super(3, builder);
    }

    /**
     * Starts the options.
     *
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long kernelSize) {
        return new Builder(Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long[] kernelSize) {
        return new Builder(Extent.tuple(FractionalMaxPool3d.class, "kernelSize", kernelSize));
    }
}
