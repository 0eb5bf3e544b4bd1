package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;

/**
 * Normalizes each channel over the batch and the spatial dimensions, in training by the statistics
 * of the batch, otherwise by the running ones.
 *
 * <p>Shapes: input and output (N, C, L) or (N, C).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BatchNorm1d.html">torch.nn.BatchNorm1d</a>
 */
public final class BatchNorm1d extends BatchNormNd {
    /** The options of {@link BatchNorm1d}. */
    public static final class Builder extends BatchNormNd.Builder<Builder> {
        private Builder(long numFeatures) {
            super(numFeatures);
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
        public BatchNorm1d build() {
            return new BatchNorm1d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public BatchNorm1d(long numFeatures) {
        this(builder(numFeatures));
    }

    private BatchNorm1d(Builder builder) {
        super(builder, "BatchNorm1d");
    }

    /**
     * Starts the options.
     *
     * @param numFeatures the number of channels, C
     * @return a builder
     */
    public static Builder builder(long numFeatures) {
        return new Builder(numFeatures);
    }

    @Override
    void checkInput(int dim) {
        if (dim != 2 && dim != 3) {
            throw Checks.value("expected 2D or 3D input (got " + dim + "D input)");
        }
    }
}
