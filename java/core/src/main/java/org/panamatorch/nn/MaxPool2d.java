package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The maxima of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MaxPool2d.html">torch.nn.MaxPool2d</a>
 */
public final class MaxPool2d extends MaxPoolNd {
    /** The options of {@link MaxPool2d}. */
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
        public MaxPool2d build() {
            return new MaxPool2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxPool2d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxPool2d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public MaxPool2d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private MaxPool2d(Builder builder) {
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
        return new Builder(Extent.tuple(MaxPool2d.class, "kernelSize", kernelSize));
    }
}
