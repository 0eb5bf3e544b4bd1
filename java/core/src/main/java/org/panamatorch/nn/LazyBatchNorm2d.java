package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;

/**
 * A {@link BatchNorm2d} that learns the number of channels from its first input.
 *
 * <p>Shapes: input and output (N, C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyBatchNorm2d.html">torch.nn.LazyBatchNorm2d</a>
 */
public final class LazyBatchNorm2d extends BatchNormNd {
    /** The options of {@link LazyBatchNorm2d}. */
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
        public LazyBatchNorm2d build() {
            return new LazyBatchNorm2d(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LazyBatchNorm2d() {
        this(builder());
    }

    private LazyBatchNorm2d(Builder builder) {
        super(builder, "BatchNorm2d");
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
        if (dim != 4) {
            throw Checks.value("expected 4D input (got " + dim + "D input)");
        }
    }
}
