package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A {@link ConvTranspose2d} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or (out, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyConvTranspose2d.html">torch.nn.LazyConvTranspose2d</a>
 */
public final class LazyConvTranspose2d extends ConvTransposeNd {
    /** The options of {@link LazyConvTranspose2d}. */
    public static final class Builder extends ConvTransposeNd.Builder<Builder> {
        private Builder(long outChannels, Extent kernelSize) {
            super(2, null, outChannels, kernelSize);
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
        public LazyConvTranspose2d build() {
            return new LazyConvTranspose2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose2d(long outChannels, long kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose2d(long outChannels, long[] kernelSize) {
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
    public LazyConvTranspose2d(long outChannels, long kernelSize, long stride, long padding) {
        this(builder(outChannels, kernelSize).stride(stride).padding(padding));
    }

    private LazyConvTranspose2d(Builder builder) {
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
                outChannels, Extent.tuple(LazyConvTranspose2d.class, "kernelSize", kernelSize));
    }
}
