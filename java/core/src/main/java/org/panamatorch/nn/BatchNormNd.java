package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.norm.NormSpecs.BatchNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.BatchNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;

/**
 * Normalizes each channel over the batch and the spatial dimensions, in training by the statistics
 * of the batch, otherwise by the running ones.
 *
 * <p>Shapes: input and output (N, C, *), of one dimension (N, C), too.
 */
@Leaves
public abstract class BatchNormNd extends NormBase {
    private final int dims;

    /**
     * Makes the module.
     *
     * @param numFeatures the number of channels, C
     */
    BatchNormNd(int dims, long numFeatures, BatchNormSpec options) {
        this(dims, numFeatures, options, "BatchNorm" + dims + "d");
    }

    BatchNormNd(int dims, Long channels, BatchNormSpec options, String regularName) {
        super(channels, options, regularName);
        this.dims = dims;
    }

    /** Refuses what has not the right number of dimensions. */
    void checkInput(int dim) {
        if (dim != dims + 2 && (dims != 1 || dim != 2)) {
            throw Checks.value(
                    "expected "
                            + (dims == 1 ? "2D or 3" : dims + 2)
                            + "D input (got "
                            + dim
                            + "D input)");
        }
    }

    @Override
    protected Tensor forward(Tensor input) {
        initializeOnce(input);
        checkInput(input.dim());
        boolean updates = isTraining() && tracksRunningStats();
        double factor = momentum() == null ? 0 : momentum().doubleValue();
        Tensor count = numBatchesTracked();
        if (updates && count != null) {
            count.add_(1);
            if (momentum() == null) {
                factor = 1.0 / count.item().doubleValue();
            }
        }
        boolean uses = !isTraining() || tracksRunningStats();
        boolean byBatch = isTraining() || runningMean() == null && runningVar() == null;
        return Normalizations.batchNorm(
                input,
                uses ? runningMean() : null,
                uses ? runningVar() : null,
                new BatchNormFuncSpec(weight(), bias(), byBatch, factor, eps()));
    }
}
