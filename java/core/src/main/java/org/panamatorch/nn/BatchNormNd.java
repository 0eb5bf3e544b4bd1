package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** What batch normalizations of all numbers of dimensions have in common. */
abstract class BatchNormNd extends NormBase {
    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> extends NormBase.Builder<B> {
        Builder(Long numFeatures) {
            super(numFeatures, true);
        }
    }

    BatchNormNd(Builder<?> builder, String regularName) {
        super(builder, regularName);
    }

    /** Refuses what has not the right number of dimensions. */
    abstract void checkInput(int dim);

    /**
     * Normalizes each channel, in training by the statistics of the batch, which it tracks,
     * otherwise by the running ones.
     *
     * @param input the input, (N, C, *)
     * @return the output, of the same shape
     * @throws org.panamatorch.TorchException if the shape does not fit, or a channel has but one
     *     value in training
     */
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
        return Functional.batchNorm(
                input,
                uses ? runningMean() : null,
                uses ? runningVar() : null,
                weight(),
                bias(),
                byBatch,
                factor,
                eps());
    }
}
