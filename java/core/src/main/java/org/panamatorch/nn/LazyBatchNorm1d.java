package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;

/**
 * A {@link BatchNorm1d} that learns the number of channels from its first input.
 *
 * <p>Shapes: input and output (N, C, L) or (N, C).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyBatchNorm1d.html">torch.nn.LazyBatchNorm1d</a>
 */
public final class LazyBatchNorm1d extends BatchNormNd {
    /** The options of {@link LazyBatchNorm1d}. */
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
        public LazyBatchNorm1d build() {
            return new LazyBatchNorm1d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyBatchNorm1d() {
        this(builder());
    }

    private LazyBatchNorm1d(Builder builder) {
        super(builder, "BatchNorm1d");
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
        if (dim != 2 && dim != 3) {
            throw Checks.value("expected 2D or 3D input (got " + dim + "D input)");
        }
    }
}
