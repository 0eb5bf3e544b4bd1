package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Padding;

/**
 * A convolution of two spatial dimensions, or rather a cross-correlation.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, out, Hₒ, Wₒ) or (out, Hₒ, Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Conv2d.html">torch.nn.Conv2d</a>
 */
public final class Conv2d extends ConvNd {
    /** The options of {@link Conv2d}. */
    public static final class Builder extends ConvNd.Builder<Builder> {
        private Builder(long inChannels, long outChannels, Extent kernelSize) {
            super(2, inChannels, outChannels, kernelSize);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Whether the input is padded so that the output has its size; by numbers by default.
         *
         * @param name how it is padded
         * @return this
         */
        public Builder padding(Padding name) {
            namedPadding = Required.present(this, "padding", name, "a padding");
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an
         *     option is out of range
         */
        public Conv2d build() {
            return new Conv2d(this);
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
    public Conv2d(long inChannels, long outChannels, long kernelSize) {
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
    public Conv2d(long inChannels, long outChannels, long[] kernelSize) {
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
    public Conv2d(long inChannels, long outChannels, long kernelSize, long stride, long padding) {
        this(builder(inChannels, outChannels, kernelSize).stride(stride).padding(padding));
    }

    private Conv2d(Builder builder) {
        super(builder, false);
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
                inChannels, outChannels, Extent.tuple(Conv2d.class, "kernelSize", kernelSize));
    }
}
