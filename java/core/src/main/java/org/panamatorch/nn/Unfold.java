package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;

/**
 * The windows that slide over an image, as columns.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Unfold.html">torch.nn.Unfold</a>
 */
public final class Unfold extends UnaryModule {
    private final Extent kernelSize;
    private final Extent dilation;
    private final Extent padding;
    private final Extent stride;

    /** The options of {@link Unfold}. */
    public static final class Builder {
        private final Extent kernelSize;
        private Extent dilation = Extent.single(1);
        private Extent padding = Extent.single(0);
        private Extent stride = Extent.single(1);

        private Builder(Extent kernelSize) {
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
        public Unfold build() {
            return new Unfold(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public Unfold(long kernelSize) {
        this(builder(kernelSize));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param kernelSize the size of the window
     */
    public Unfold(long[] kernelSize) {
        this(builder(kernelSize));
    }

    private Unfold(Builder builder) {
        kernelSize = builder.kernelSize;
        dilation = builder.dilation;
        padding = builder.padding;
        stride = builder.stride;
    }

    /**
     * Starts the options.
     *
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long kernelSize) {
        return new Builder(Extent.single(kernelSize));
    }

    /**
     * Starts the options.
     *
     * @param kernelSize the size of the window
     * @return a builder
     */
    public static Builder builder(long[] kernelSize) {
        return new Builder(Extent.tuple(Unfold.class, "kernelSize", kernelSize));
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, H, W) or (C, H, W)
     * @return the columns, a copy
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.unfold(
                input, kernelSize.sizes(), dilation.sizes(), padding.sizes(), stride.sizes());
    }

    @Override
    protected String extraRepr() {
        return "kernel_size="
                + kernelSize
                + ", dilation="
                + dilation
                + ", padding="
                + padding
                + ", stride="
                + stride;
    }
}
