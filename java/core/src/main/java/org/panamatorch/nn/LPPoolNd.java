package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/** What power-average poolings of all numbers of dimensions have in common. */
abstract class LPPoolNd extends UnaryModule {
    private final int dims;
    private final Number normType;
    private final Extent kernelSize;
    private final Extent stride;
    private final boolean ceilMode;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Number normType;
        private final Extent kernelSize;
        private Extent stride;
        private boolean ceilMode;

        Builder(Number normType, Extent kernelSize) {
            this.normType = Required.real(this, "normType", normType);
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

    LPPoolNd(int dims, Builder<?> builder) {
        this.dims = dims;
        this.normType = builder.normType;
        this.kernelSize = builder.kernelSize;
        this.stride = builder.stride;
        this.ceilMode = builder.ceilMode;
    }

    /**
     * Computes the norms.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the norms
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        double p = normType.doubleValue();
        long[] step = stride == null ? null : stride.sizes();
        return switch (dims) {
            case 1 -> Functional.lpPool1d(input, p, kernelSize.sizes(), step, ceilMode);
            case 2 -> Functional.lpPool2d(input, p, kernelSize.sizes(), step, ceilMode);
            default -> Functional.lpPool3d(input, p, kernelSize.sizes(), step, ceilMode);
        };
    }

    @Override
    protected String extraRepr() {
        return "norm_type="
                + PythonFormat.repr(normType)
                + ", kernel_size="
                + kernelSize
                + ", stride="
                + PythonFormat.repr(stride)
                + ", ceil_mode="
                + PythonFormat.repr(ceilMode);
    }
}
