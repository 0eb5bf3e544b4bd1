package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;

/**
 * Normalizes each channel over the batch and the spatial dimensions, in training by the statistics
 * of the batch, otherwise by the running ones.
 *
 * <p>Shapes: input and output (N, C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BatchNorm3d.html">torch.nn.BatchNorm3d</a>
 */
public final class BatchNorm3d extends BatchNormNd {
    /** The options of {@link BatchNorm3d}. */
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
        public BatchNorm3d build() {
            return new BatchNorm3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public BatchNorm3d(long numFeatures) {
        this(builder(numFeatures));
    }

    private BatchNorm3d(Builder builder) {
        super(builder, "BatchNorm3d");
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
        if (dim != 5) {
            throw Checks.value("expected 5D input (got " + dim + "D input)");
        }
    }
}
