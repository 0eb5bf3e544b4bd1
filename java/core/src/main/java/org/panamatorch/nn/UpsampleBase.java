package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.InterpolationMode;

/** What resampling modules have in common. */
abstract class UpsampleBase extends UnaryModule {
    private final Extent size;
    private final double[] scaleFactor;
    private final boolean isSingleScale;
    private final InterpolationMode mode;
    private final Boolean alignCorners;
    private final Boolean recomputeScaleFactor;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private Extent size;
        private double[] scaleFactor;
        private boolean isSingleScale;

        abstract B self();

        /**
         * The size of the output; either this or the factor is needed.
         *
         * @param length the size of all spatial dimensions
         * @return this
         */
        public B size(long length) {
            size = Extent.single(length);
            return self();
        }

        /**
         * The size of the output; either this or the factor is needed.
         *
         * @param lengths the size of each spatial dimension
         * @return this
         */
        public B size(long... lengths) {
            size = Extent.tupleOrNull(lengths);
            return self();
        }

        /**
         * The size of the output as a multiple of that of the input; either this or the size is
         * needed.
         *
         * @param factor the factor of all spatial dimensions
         * @return this
         */
        public B scaleFactor(double factor) {
            scaleFactor = factor == 0 ? null : new double[] {factor};
            isSingleScale = true;
            return self();
        }

        /**
         * The size of the output as a multiple of that of the input; either this or the size is
         * needed.
         *
         * @param factors the factor of each spatial dimension
         * @return this
         */
        public B scaleFactor(double... factors) {
            scaleFactor = factors == null ? null : factors.clone();
            isSingleScale = false;
            return self();
        }
    }

    UpsampleBase(
            Builder<?> builder,
            InterpolationMode mode,
            Boolean alignCorners,
            Boolean recomputeScaleFactor) {
        this.size = builder.size;
        this.scaleFactor = builder.scaleFactor;
        this.isSingleScale = builder.isSingleScale;
        this.mode = mode;
        this.alignCorners = alignCorners;
        this.recomputeScaleFactor = recomputeScaleFactor;
    }

    /**
     * Resamples the input.
     *
     * @param input the input, (N, C, *)
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the number of dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.interpolate(
                input,
                size == null ? null : size.sizes(),
                scaleFactor,
                mode,
                alignCorners,
                recomputeScaleFactor,
                false);
    }

    @Override
    protected String extraRepr() {
        String scale = "";
        if (scaleFactor != null) {
            scale =
                    isSingleScale
                            ? PythonFormat.repr(scaleFactor[0])
                            : PythonFormat.tuple(scaleFactor);
        }
        return (scaleFactor != null ? "scale_factor=" + scale : "size=" + PythonFormat.repr(size))
                + ", mode="
                + PythonFormat.repr(mode.toString());
    }
}
