package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of windows at random places.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.FractionalMaxPool2d.html">torch.nn.FractionalMaxPool2d</a>
 */
public final class FractionalMaxPool2d extends FractionalMaxPoolNd {
    /** The options of {@link FractionalMaxPool2d}. */
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
        public FractionalMaxPool2d build() {
            return new FractionalMaxPool2d(this);
        }
    }

    private FractionalMaxPool2d(Builder builder) {
        super(2, builder);
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
        return new Builder(Extent.tuple(FractionalMaxPool2d.class, "kernelSize", kernelSize));
    }
}
