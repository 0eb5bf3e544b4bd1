package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.norm.NormSpecs.BatchNormSpec;

import java.util.function.Consumer;

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
    /**
     * Makes the module with the defaults.
     *
     * @param numFeatures the number of channels, C
     */
    public SyncBatchNorm(long numFeatures) {
        this(numFeatures, BatchNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param numFeatures the number of channels, C
     * @param options sets what is not to be as by default
     */
    public SyncBatchNorm(long numFeatures, Consumer<? super BatchNormOptions> options) {
        this(numFeatures, BatchNormOptions.of(options, "SyncBatchNorm"));
    }

    private SyncBatchNorm(long numFeatures, BatchNormSpec options) {
        super(0, numFeatures, options, "SyncBatchNorm");
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
