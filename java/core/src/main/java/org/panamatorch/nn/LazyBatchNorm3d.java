package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;

/**
 * A {@link BatchNorm3d} that learns the number of channels from its first input.
 *
 * <p>Shapes: input and output (N, C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyBatchNorm3d.html">torch.nn.LazyBatchNorm3d</a>
 */
public final class LazyBatchNorm3d extends BatchNormNd {
    /** The options of {@link LazyBatchNorm3d}. */
    public static final class Builder extends BatchNormNd.Builder<Builder> {
        private Builder() {
            super(null);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LazyBatchNorm3d build() {
            return new LazyBatchNorm3d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyBatchNorm3d() {
        this(builder());
    }

    private LazyBatchNorm3d(Builder builder) {
        super(builder, "BatchNorm3d");
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    void checkInput(int dim) {
        if (dim != 5) {
            throw Checks.value("expected 5D input (got " + dim + "D input)");
        }
    }
}
