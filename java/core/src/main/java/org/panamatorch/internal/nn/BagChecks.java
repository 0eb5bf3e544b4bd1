package org.panamatorch.internal.nn;

import org.panamatorch.Tensor;
import org.panamatorch.option.EmbeddingBagMode;

/** What bags of embeddings refuse. */
public final class BagChecks {
    private BagChecks() {}

    public static void mode(EmbeddingBagMode mode, boolean scaleGradByFreq, boolean sparse) {
        if (mode == EmbeddingBagMode.MAX && scaleGradByFreq) {
            throw Checks.value(
                    "max mode does not support scaling the gradient by the frequency",
                    "embeddingBag",
                    "mode",
                    mode,
                    "scaleGradByFreq",
                    true);
        }
        if (mode == EmbeddingBagMode.MAX && sparse) {
            throw Checks.value(
                    "max mode does not support sparse weights",
                    "embeddingBag",
                    "mode",
                    mode,
                    "sparse",
                    true);
        }
    }

    public static void weights(EmbeddingBagMode mode, Tensor perSampleWeights) {
        if (perSampleWeights != null && mode != EmbeddingBagMode.SUM) {
            throw Checks.notImplemented(
                    "embedding_bag: per_sample_weights was not None. per_sample_weights is only"
                            + " supported for mode='sum' (got mode='"
                            + mode
                            + "'). Please open a feature request on GitHub.",
                    "embeddingBag",
                    "mode",
                    mode,
                    "perSampleWeights",
                    perSampleWeights);
        }
    }
}
