package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;

/**
 * A transposed convolution of two spatial dimensions, sometimes called deconvolution.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or (out, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ConvTranspose2d.html">torch.nn.ConvTranspose2d</a>
 */
public final class ConvTranspose2d extends ConvTransposeNd {
    /** The options of {@link ConvTranspose2d}. */
    public static final class Builder extends ConvTransposeNd.Builder<Builder> {
        private Builder(long inChannels, long outChannels, Extent kernelSize) {
            super(2, inChannels, outChannels, kernelSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an
         *     option is out of range
         */
        public ConvTranspose2d build() {
            return new ConvTranspose2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an option
     *     is out of range
     */
    public ConvTranspose2d(long inChannels, long outChannels, long kernelSize) {
        this(builder(inChannels, outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an option
     *     is out of range
     */
    public ConvTranspose2d(long inChannels, long outChannels, long[] kernelSize) {
        this(builder(inChannels, outChannels, kernelSize));
    }

    /**
     * Makes the module.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @param stride how far apart the windows are
     * @param padding how much is put at either end
     * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an option
     *     is out of range
     */
    public ConvTranspose2d(
            long inChannels, long outChannels, long kernelSize, long stride, long padding) {
        this(builder(inChannels, outChannels, kernelSize).stride(stride).padding(padding));
    }

    private ConvTranspose2d(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long inChannels, long outChannels, long kernelSize) {
        return new Builder(inChannels, outChannels, Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long inChannels, long outChannels, long[] kernelSize) {
        return new Builder(
                inChannels,
                outChannels,
                Extent.tuple(ConvTranspose2d.class, "kernelSize", kernelSize));
    }
}
