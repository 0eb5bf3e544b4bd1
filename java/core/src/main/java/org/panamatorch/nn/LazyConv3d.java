package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Padding;

/**
 * A {@link Conv3d} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, out, Dₒ, Hₒ, Wₒ) or (out, Dₒ, Hₒ,
 * Wₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyConv3d.html">torch.nn.LazyConv3d</a>
 */
public final class LazyConv3d extends ConvNd {
    /** The options of {@link LazyConv3d}. */
    public static final class Builder extends ConvNd.Builder<Builder> {
        private Builder(long outChannels, Extent kernelSize) {
            super(3, null, outChannels, kernelSize);
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
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public LazyConv3d build() {
            return new LazyConv3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConv3d(long outChannels, long kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConv3d(long outChannels, long[] kernelSize) {
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
    public LazyConv3d(long outChannels, long kernelSize, long stride, long padding) {
        this(builder(outChannels, kernelSize).stride(stride).padding(padding));
    }

    private LazyConv3d(Builder builder) {
        super(builder, false);
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
        return new Builder(outChannels, Extent.tuple(LazyConv3d.class, "kernelSize", kernelSize));
    }
}
