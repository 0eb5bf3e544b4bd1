package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A partial inverse of {@link MaxPool3d}: puts the maxima at their places among zeros.
 *
 * <p>Shapes: inputs (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MaxUnpool3d.html">torch.nn.MaxUnpool3d</a>
 */
public final class MaxUnpool3d extends MaxUnpoolNd {
    /** The options of {@link MaxUnpool3d}. */
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
        public MaxUnpool3d build() {
            return new MaxUnpool3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool3d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool3d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public MaxUnpool3d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private MaxUnpool3d(Builder builder) {
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
        return new Builder(Extent.tuple(MaxUnpool3d.class, "kernelSize", kernelSize));
    }
}
