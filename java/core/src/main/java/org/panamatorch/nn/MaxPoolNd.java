package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;

/** What maximum poolings of all numbers of dimensions have in common. */
abstract class MaxPoolNd extends UnaryModule {
    private final int dims;
    private final Extent kernelSize;
    private final Extent stride;
    private final Extent padding;
    private final Extent dilation;
    private final boolean returnIndices;
    private final boolean ceilMode;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Extent kernelSize;
        private Extent stride;
        private Extent padding = Extent.single(0);
        private Extent dilation = Extent.single(1);
        private boolean returnIndices;
        private boolean ceilMode;

        Builder(Extent kernelSize) {
            this.kernelSize = kernelSize;
        }

        abstract B self();

        /**
         * How far apart the windows are; their size by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public B stride(long size) {
            stride = Extent.single(size);
            return self();
        }

        /**
         * How far apart the windows are; their size by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public B stride(long... sizes) {
            stride = Extent.tupleOrNull(sizes);
            return self();
        }

        /**
         * How many negative infinities are put at either end; 0 by default.
         *
         * @param size how many in all dimensions
         * @return this
         */
        public B padding(long size) {
            padding = Extent.single(size);
            return self();
        }

        /**
         * How many negative infinities are put at either end; 0 by default.
         *
         * @param sizes how many in each dimension
         * @return this
         */
        public B padding(long... sizes) {
            padding = Extent.tuple(this, "padding", sizes);
            return self();
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public B dilation(long size) {
            dilation = Extent.single(size);
            return self();
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public B dilation(long... sizes) {
            dilation = Extent.tuple(this, "dilation", sizes);
            return self();
        }

        /**
         * Whether the indices are asked for; no by default. Here {@code callWithIndices} gives them
         * in any case.
         *
         * @param asks whether they are
         * @return this
         */
        public B returnIndices(boolean asks) {
            returnIndices = asks;
            return self();
        }

        /**
         * Whether the output's size is rounded up instead of down; no by default.
         *
         * @param up whether it is
         * @return this
         */
        public B ceilMode(boolean up) {
            ceilMode = up;
            return self();
        }
    }

    MaxPoolNd(int dims, Builder<?> builder) {
        this.dims = dims;
        this.kernelSize = builder.kernelSize;
        this.stride = builder.stride == null ? builder.kernelSize : builder.stride;
        this.padding = builder.padding;
        this.dilation = builder.dilation;
        this.returnIndices = builder.returnIndices;
        this.ceilMode = builder.ceilMode;
    }

    /**
     * Whether the indices were asked for.
     *
     * @return true if so
     */
    public final boolean isReturnIndices() {
        return returnIndices;
    }

    /**
     * Finds the maxima.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the maxima
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return switch (dims) {
            case 1 ->
                    Functional.maxPool1d(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
            case 2 ->
                    Functional.maxPool2d(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
            default ->
                    Functional.maxPool3d(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
        };
    }

    /**
     * Finds the maxima and where they are.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the maxima and their indices
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public final Pooled callWithIndices(Tensor input) {
        return (Pooled) callWithHooks(inputs -> forwardWithIndices((Tensor) inputs[0]), input);
    }

    /** Computes what {@link #callWithIndices} returns. */
    protected Pooled forwardWithIndices(Tensor input) {
        return switch (dims) {
            case 1 ->
                    Functional.maxPool1dWithIndices(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
            case 2 ->
                    Functional.maxPool2dWithIndices(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
            default ->
                    Functional.maxPool3dWithIndices(
                            input,
                            kernelSize.sizes(),
                            stride.sizes(),
                            padding.sizes(),
                            dilation.sizes(),
                            ceilMode);
        };
    }

    @Override
    protected String extraRepr() {
        return "kernel_size="
                + kernelSize
                + ", stride="
                + stride
                + ", padding="
                + padding
                + ", dilation="
                + dilation
                + ", ceil_mode="
                + PythonFormat.repr(ceilMode);
    }
}
