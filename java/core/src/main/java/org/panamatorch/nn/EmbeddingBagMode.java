package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.util.Locale;

/**
 * What {@link EmbeddingBag} makes of the vectors of a bag.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.EmbeddingBag.html">torch.nn.EmbeddingBag</a>
 */
public enum EmbeddingBagMode {
    /** Their sum. */
    SUM(0),
    /** Their mean. */
    MEAN(1),
    /** The maximum of each feature. */
    MAX(2);

    private final int code;

    EmbeddingBagMode(int code) {
        this.code = code;
    }

    /**
     * The code of ATen's {@code EmbeddingBagMode}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    void check(boolean scaleGradByFreq, boolean sparse) {
        if (this == MAX && scaleGradByFreq) {
            throw Checks.value(
                    "max mode does not support scaling the gradient by the frequency",
                    "embeddingBag",
                    "mode",
                    this,
                    "scaleGradByFreq",
                    true);
        }
        if (this == MAX && sparse) {
            throw Checks.value(
                    "max mode does not support sparse weights",
                    "embeddingBag",
                    "mode",
                    this,
                    "sparse",
                    true);
        }
    }

    void checkWeights(Tensor perSampleWeights) {
        if (perSampleWeights != null && this != SUM) {
            throw Checks.notImplemented(
                    "embedding_bag: per_sample_weights was not None. per_sample_weights is only"
                            + " supported for mode='sum' (got mode='"
                            + this
                            + "'). Please open a feature request on GitHub.",
                    "embeddingBag",
                    "mode",
                    this,
                    "perSampleWeights",
                    perSampleWeights);
        }
    }

    /**
     * Python's word.
     *
     * @return {@code sum}, {@code mean} or {@code max}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
