package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;

/** What the inverses of maximum poolings have in common. */
abstract class MaxUnpoolNd extends BinaryModule {
    private final int dims;
    private final long[] kernelSize;
    private final long[] stride;
    private final long[] padding;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Extent kernelSize;
        private Extent stride;
        private Extent padding = Extent.single(0);

        Builder(Extent kernelSize) {
            this.kernelSize = kernelSize;
        }

        abstract B self();

        /**
         * How far apart the windows were; their size by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public B stride(long size) {
            stride = Extent.single(size);
            return self();
        }

        /**
         * How far apart the windows were; their size by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public B stride(long... sizes) {
            stride = Extent.tupleOrNull(sizes);
            return self();
        }

        /**
         * How much was put at either end; 0 by default.
         *
         * @param size how much in all dimensions
         * @return this
         */
        public B padding(long size) {
            padding = Extent.single(size);
            return self();
        }

        /**
         * How much was put at either end; 0 by default.
         *
         * @param sizes how much in each dimension
         * @return this
         */
        public B padding(long... sizes) {
            padding = Extent.tuple(this, "padding", sizes);
            return self();
        }
    }

    MaxUnpoolNd(int dims, Builder<?> builder) {
        Extent step = builder.stride == null ? builder.kernelSize : builder.stride;
        this.dims = dims;
        this.kernelSize = builder.kernelSize.expanded(dims).sizes();
        this.stride = step.expanded(dims).sizes();
        this.padding = builder.padding.expanded(dims).sizes();
    }

    /**
     * Puts maxima at their places among zeros.
     *
     * @param input the maxima, (N, C, *) or (C, *)
     * @param indices where they were, of the same shape
     * @return the smallest output that pools to the input
     * @throws org.panamatorch.TorchException if shapes do not fit, or an index is out of range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor indices) {
        return forward(input, indices, (long[]) null);
    }

    /**
     * Puts maxima at their places among zeros.
     *
     * @param input the maxima, (N, C, *) or (C, *)
     * @param indices where they were, of the same shape
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output
     * @throws org.panamatorch.TorchException if shapes do not fit, an index is out of range, or no
     *     input pools to that size
     */
    public final Tensor call(Tensor input, Tensor indices, long... outputSize) {
        return (Tensor)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1], outputSize),
                        input,
                        indices);
    }

    /** Computes what {@link #call(Tensor, Tensor, long...)} returns. */
    protected Tensor forward(Tensor input, Tensor indices, long... outputSize) {
        return switch (dims) {
            case 1 ->
                    Functional.maxUnpool1d(input, indices, kernelSize, stride, padding, outputSize);
            case 2 ->
                    Functional.maxUnpool2d(input, indices, kernelSize, stride, padding, outputSize);
            default ->
                    Functional.maxUnpool3d(input, indices, kernelSize, stride, padding, outputSize);
        };
    }

    @Override
    protected String extraRepr() {
        return "kernel_size="
                + PythonFormat.tuple(kernelSize)
                + ", stride="
                + PythonFormat.tuple(stride)
                + ", padding="
                + PythonFormat.tuple(padding);
    }
}
