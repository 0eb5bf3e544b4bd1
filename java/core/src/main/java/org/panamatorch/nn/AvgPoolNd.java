package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;

/** What average poolings of all numbers of dimensions have in common. */
abstract class AvgPoolNd extends UnaryModule {
    private final int dims;
    private final Extent kernelSize;
    private final Extent stride;
    private final Extent padding;
    private final boolean ceilMode;
    private final boolean countIncludePad;
    private final Long divisorOverride;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Extent kernelSize;
        private Extent stride;
        private Extent padding = Extent.single(0);
        private boolean ceilMode;
        private boolean countIncludePad = true;
        Long divisorOverride;

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
         * How many zeros are put at either end; 0 by default.
         *
         * @param size how many in all dimensions
         * @return this
         */
        public B padding(long size) {
            padding = Extent.single(size);
            return self();
        }

        /**
         * How many zeros are put at either end; 0 by default.
         *
         * @param sizes how many in each dimension
         * @return this
         */
        public B padding(long... sizes) {
            padding = Extent.tuple(this, "padding", sizes);
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

        /**
         * Whether the zeros of the padding count for the mean; yes by default.
         *
         * @param counts whether they do
         * @return this
         */
        public B countIncludePad(boolean counts) {
            countIncludePad = counts;
            return self();
        }
    }

    AvgPoolNd(int dims, Builder<?> builder) {
        Extent step = builder.stride == null ? builder.kernelSize : builder.stride;
        this.dims = dims;
        // Python makes tuples in one dimension only, which shows in the printed form.
        this.kernelSize = dims == 1 ? builder.kernelSize.expanded(1) : builder.kernelSize;
        this.stride = dims == 1 ? step.expanded(1) : step;
        this.padding = dims == 1 ? builder.padding.expanded(1) : builder.padding;
        this.ceilMode = builder.ceilMode;
        this.countIncludePad = builder.countIncludePad;
        this.divisorOverride = builder.divisorOverride;
    }

    /**
     * Computes the means.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the means
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        long[] kernel = kernelSize.sizes();
        return switch (dims) {
            case 1 ->
                    Functional.avgPool1d(
                            input,
                            kernel,
                            stride.sizes(),
                            padding.sizes(),
                            ceilMode,
                            countIncludePad);
            case 2 ->
                    Functional.avgPool2d(
                            input,
                            kernel,
                            stride.sizes(),
                            padding.sizes(),
                            ceilMode,
                            countIncludePad,
                            divisorOverride);
            default ->
                    Functional.avgPool3d(
                            input,
                            kernel,
                            stride.sizes(),
                            padding.sizes(),
                            ceilMode,
                            countIncludePad,
                            divisorOverride);
        };
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + ", stride=" + stride + ", padding=" + padding;
    }
}
