package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A {@link ConvTranspose1d} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or (out, Lₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyConvTranspose1d.html">torch.nn.LazyConvTranspose1d</a>
 */
public final class LazyConvTranspose1d extends ConvTransposeNd {
    /** The options of {@link LazyConvTranspose1d}. */
    public static final class Builder extends ConvTransposeNd.Builder<Builder> {
        private Builder(long outChannels, Extent kernelSize) {
            super(1, null, outChannels, kernelSize);
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
        public LazyConvTranspose1d build() {
            return new LazyConvTranspose1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose1d(long outChannels, long kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConvTranspose1d(long outChannels, long[] kernelSize) {
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
    public LazyConvTranspose1d(long outChannels, long kernelSize, long stride, long padding) {
        this(builder(outChannels, kernelSize).stride(stride).padding(padding));
    }

    private LazyConvTranspose1d(Builder builder) {
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
                outChannels, Extent.tuple(LazyConvTranspose1d.class, "kernelSize", kernelSize));
    }
}
