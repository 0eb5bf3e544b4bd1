package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A partial inverse of {@link MaxPool2d}: puts the maxima at their places among zeros.
 *
 * <p>Shapes: inputs (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MaxUnpool2d.html">torch.nn.MaxUnpool2d</a>
 */
public final class MaxUnpool2d extends MaxUnpoolNd {
    /** The options of {@link MaxUnpool2d}. */
    public static final class Builder extends MaxUnpoolNd.Builder<Builder> {
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
         */
        public MaxUnpool2d build() {
            return new MaxUnpool2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool2d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool2d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public MaxUnpool2d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private MaxUnpool2d(Builder builder) {
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
        return new Builder(Extent.tuple(MaxUnpool2d.class, "kernelSize", kernelSize));
    }
}
