package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;

/**
 * The sum of windows at their places: what {@link Unfold} took apart, put together.
 *
 * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Fold.html">torch.nn.Fold</a>
 */
public final class Fold extends UnaryModule {
    private final Extent outputSize;
    private final Extent kernelSize;
    private final Extent dilation;
    private final Extent padding;
    private final Extent stride;

    /** The options of {@link Fold}. */
    public static final class Builder {
        private final Extent outputSize;
        private final Extent kernelSize;
        private Extent dilation = Extent.single(1);
        private Extent padding = Extent.single(0);
        private Extent stride = Extent.single(1);

        private Builder(Extent outputSize, Extent kernelSize) {
            this.outputSize = outputSize;
            this.kernelSize = kernelSize;
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public Builder dilation(long size) {
            dilation = Extent.single(size);
            return this;
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public Builder dilation(long... sizes) {
            dilation = Extent.tuple(this, "dilation", sizes);
            return this;
        }

        /**
         * How many zeros are put at either end; 0 by default.
         *
         * @param size how many in all dimensions
         * @return this
         */
        public Builder padding(long size) {
            padding = Extent.single(size);
            return this;
        }

        /**
         * How many zeros are put at either end; 0 by default.
         *
         * @param sizes how many in each dimension
         * @return this
         */
        public Builder padding(long... sizes) {
            padding = Extent.tuple(this, "padding", sizes);
            return this;
        }

        /**
         * How far apart the windows are; 1 by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public Builder stride(long size) {
            stride = Extent.single(size);
            return this;
        }

        /**
         * How far apart the windows are; 1 by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public Builder stride(long... sizes) {
            stride = Extent.tuple(this, "stride", sizes);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public Fold build() {
            return new Fold(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(long outputSize, long kernelSize) {
        this(builder(outputSize, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(long[] outputSize, long[] kernelSize) {
        this(builder(outputSize, kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(long[] outputSize, long kernelSize) {
        this(builder(outputSize, kernelSize));
    }

    private Fold(Builder builder) {
        outputSize = builder.outputSize;
        kernelSize = builder.kernelSize;
        dilation = builder.dilation;
        padding = builder.padding;
        stride = builder.stride;
    }

    /**
     * Starts the options.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long outputSize, long kernelSize) {
        return new Builder(Extent.single(outputSize), Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long[] outputSize, long[] kernelSize) {
        return new Builder(
                Extent.tuple(Fold.class, "outputSize", outputSize),
                Extent.tuple(Fold.class, "kernelSize", kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long[] outputSize, long kernelSize) {
        return new Builder(
                Extent.tuple(Fold.class, "outputSize", outputSize), Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long outputSize, long[] kernelSize) {
        return new Builder(
                Extent.single(outputSize), Extent.tuple(Fold.class, "kernelSize", kernelSize));
    }

    /**
     * Computes the output.
     *
     * @param input (N, C · kH · kW, windows) or without N
     * @return (N, C, H, W) or (C, H, W)
     * @throws org.panamatorch.TorchException if sizes do not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.fold(
                input,
                outputSize.sizes(),
                kernelSize.sizes(),
                dilation.sizes(),
                padding.sizes(),
                stride.sizes());
    }

    @Override
    protected String extraRepr() {
        return "output_size="
                + outputSize
                + ", kernel_size="
                + kernelSize
                + ", dilation="
                + dilation
                + ", padding="
                + padding
                + ", stride="
                + stride;
    }
}
