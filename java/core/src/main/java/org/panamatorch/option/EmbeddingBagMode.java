package org.panamatorch.option;

import org.panamatorch.nn.EmbeddingBag;

import java.util.Locale;

/**
 * How {@link EmbeddingBag} combines the vectors of a bag.
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
