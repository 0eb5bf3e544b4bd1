package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Padding;

/**
 * A {@link Conv1d} that learns the number of its input's channels from its first input.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, out, Lₒ) or (out, Lₒ).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyConv1d.html">torch.nn.LazyConv1d</a>
 */
public final class LazyConv1d extends ConvNd {
    /** The options of {@link LazyConv1d}. */
    public static final class Builder extends ConvNd.Builder<Builder> {
        private Builder(long outChannels, Extent kernelSize) {
            super(1, null, outChannels, kernelSize);
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
        public LazyConv1d build() {
            return new LazyConv1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConv1d(long outChannels, long kernelSize) {
        this(builder(outChannels, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public LazyConv1d(long outChannels, long[] kernelSize) {
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
    public LazyConv1d(long outChannels, long kernelSize, long stride, long padding) {
        this(builder(outChannels, kernelSize).stride(stride).padding(padding));
    }

    private LazyConv1d(Builder builder) {
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
        return new Builder(outChannels, Extent.tuple(LazyConv1d.class, "kernelSize", kernelSize));
    }
}
