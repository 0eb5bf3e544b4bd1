package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MaxPool3d.html">torch.nn.MaxPool3d</a>
 */
public final class MaxPool3d extends MaxPoolNd {
    /** The options of {@link MaxPool3d}. */
    public static final class Builder extends MaxPoolNd.Builder<Builder> {
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
        public MaxPool3d build() {
            return new MaxPool3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxPool3d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxPool3d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public MaxPool3d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private MaxPool3d(Builder builder) {
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
        return new Builder(Extent.tuple(MaxPool3d.class, "kernelSize", kernelSize));
    }
}
