package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The means of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AvgPool2d.html">torch.nn.AvgPool2d</a>
 */
public final class AvgPool2d extends AvgPoolNd {
    /** The options of {@link AvgPool2d}. */
    public static final class Builder extends AvgPoolNd.Builder<Builder> {
        private Builder(Extent kernelSize) {
            super(kernelSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * What the sum of a window is divided by; the number of its elements by default.
         *
         * @param divisor the divisor, or null
         * @return this
         */
        public Builder divisorOverride(Long divisor) {
            divisorOverride = divisor;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public AvgPool2d build() {
            return new AvgPool2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool2d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool2d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public AvgPool2d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private AvgPool2d(Builder builder) {
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
        return new Builder(Extent.tuple(AvgPool2d.class, "kernelSize", kernelSize));
    }
}
