package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LPPool1d.html">torch.nn.LPPool1d</a>
 */
public final class LPPool1d extends LPPoolNd {
    /** The options of {@link LPPool1d}. */
    public static final class Builder extends LPPoolNd.Builder<Builder> {
        private Builder(Number normType, Extent kernelSize) {
            super(normType, kernelSize);
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
        public LPPool1d build() {
            return new LPPool1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     */
    public LPPool1d(Number normType, long kernelSize) {
        this(builder(normType, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     */
    public LPPool1d(Number normType, long[] kernelSize) {
        this(builder(normType, kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public LPPool1d(Number normType, long kernelSize, long stride) {
        this(builder(normType, kernelSize).stride(stride));
    }

    private LPPool1d(Builder builder) {
        super(1, builder);
    }

    /**
     * Starts the options.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(Number normType, long kernelSize) {
        return new Builder(normType, Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(Number normType, long[] kernelSize) {
        return new Builder(normType, Extent.tuple(LPPool1d.class, "kernelSize", kernelSize));
    }
}
