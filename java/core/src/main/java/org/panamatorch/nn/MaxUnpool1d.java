package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A partial inverse of {@link MaxPool1d}: puts the maxima at their places among zeros.
 *
 * <p>Shapes: inputs (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MaxUnpool1d.html">torch.nn.MaxUnpool1d</a>
 */
public final class MaxUnpool1d extends MaxUnpoolNd {
    /** The options of {@link MaxUnpool1d}. */
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
        public MaxUnpool1d build() {
            return new MaxUnpool1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool1d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public MaxUnpool1d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public MaxUnpool1d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private MaxUnpool1d(Builder builder) {
        super(1, builder);
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
        return new Builder(Extent.tuple(MaxUnpool1d.class, "kernelSize", kernelSize));
    }
}
