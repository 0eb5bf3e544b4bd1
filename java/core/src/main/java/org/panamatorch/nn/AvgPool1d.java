package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The means of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AvgPool1d.html">torch.nn.AvgPool1d</a>
 */
public final class AvgPool1d extends AvgPoolNd {
    /** The options of {@link AvgPool1d}. */
    public static final class Builder extends AvgPoolNd.Builder<Builder> {
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
        public AvgPool1d build() {
            return new AvgPool1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool1d(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool1d(long[] kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public AvgPool1d(long kernelSize, long stride) {
        this(builder(kernelSize).stride(stride));
    }

    private AvgPool1d(Builder builder) {
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
        return new Builder(Extent.tuple(AvgPool1d.class, "kernelSize", kernelSize));
    }
}
