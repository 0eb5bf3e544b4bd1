package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LPPool3d.html">torch.nn.LPPool3d</a>
 */
public final class LPPool3d extends LPPoolNd {
    /** The options of {@link LPPool3d}. */
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
        public LPPool3d build() {
            return new LPPool3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     */
    public LPPool3d(Number normType, long kernelSize) {
        this(builder(normType, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     */
    public LPPool3d(Number normType, long[] kernelSize) {
        this(builder(normType, kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     */
    public LPPool3d(Number normType, long kernelSize, long stride) {
        this(builder(normType, kernelSize).stride(stride));
    }

    private LPPool3d(Builder builder) {
        super(3, builder);
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
        return new Builder(normType, Extent.tuple(LPPool3d.class, "kernelSize", kernelSize));
    }
}
