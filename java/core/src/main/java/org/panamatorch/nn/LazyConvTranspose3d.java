package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A {@link ConvTranspose3d} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or (out, Dₒ, Hₒ,
 * Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyConvTranspose3d.html">torch.nn.LazyConvTranspose3d</a>
 */
public final class LazyConvTranspose3d extends ConvTransposeNd {
    /** The options of {@link LazyConvTranspose3d}. */
    public static final class Builder extends ConvTransposeNd.Builder<Builder> {
        private Builder(long outChannels, Extent kernelSize) {
            super(3, null, outChannels, kernelSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public LazyConvTranspose3d build() {
            return new LazyConvTranspose3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose3d(long outChannels, long kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose3d(long outChannels, long[] kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     * @param padding how much is put at either end
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose3d(long outChannels, long kernelSize, long stride, long padding) {
        this(builder(outChannels, kernelSize).stride(stride).padding(padding));
    }

    private LazyConvTranspose3d(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long outChannels, long kernelSize) {
        return new Builder(outChannels, Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long outChannels, long[] kernelSize) {
        return new Builder(
                outChannels, Extent.tuple(LazyConvTranspose3d.class, "kernelSize", kernelSize));
    }
}
