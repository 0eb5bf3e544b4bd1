package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

/**
 * Batch normalization over all processes of a group. There is one process here, so this is batch
 * normalization.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SyncBatchNorm.html">torch.nn.SyncBatchNorm</a>
 */
public final class SyncBatchNorm extends BatchNormNd {
    /** The options of {@link SyncBatchNorm}. */
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
        public SyncBatchNorm build() {
            return new SyncBatchNorm(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public SyncBatchNorm(long numFeatures) {
        this(builder(numFeatures));
    }

    private SyncBatchNorm(Builder builder) {
        super(builder, "SyncBatchNorm");
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
        if (dim < 2) {
            throw Checks.value("expected at least 2D input (got " + dim + "D input)");
        }
    }

    @Override
    protected Tensor forward(Tensor input) {
        checkInput(Required.tensor("SyncBatchNorm", "input", input).dim());
        if (input.size(1) == 0) {
            throw Checks.value("SyncBatchNorm number of input channels should be non-zero");
        }
        return super.forward(input);
    }
}
