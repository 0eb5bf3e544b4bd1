package org.panamatorch.option;

import java.util.Locale;

/**
 * How several elements that go to the same place are combined.
 *
 * <p>Each operator takes some of these words, and LibTorch refuses the others.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html">torch.Tensor.scatter_reduce_</a>
 */
public enum ScatterReduce {
    /** Their sum; of {@code scatter}. */
    ADD,
    /** Their product; of {@code scatter}. */
    MULTIPLY,
    /** Their sum; of {@code scatterReduce}, {@code segmentReduce} and sparse products. */
    SUM,
    /** Their product; of {@code scatterReduce}, {@code indexReduce} and {@code segmentReduce}. */
    PROD,
    /** Their mean; of all but {@code scatter}. */
    MEAN,
    /** The largest; of {@code scatterReduce}, {@code indexReduce} and sparse products. */
    AMAX,
    /** The smallest; of {@code scatterReduce}, {@code indexReduce} and sparse products. */
    AMIN,
    /** The largest; of {@code segmentReduce}. */
    MAX,
    /** The smallest; of {@code segmentReduce}. */
    MIN;

    /**
     * Python's word.
     *
     * @return {@code add}, {@code multiply}, {@code sum}, {@code prod}, {@code mean}, {@code amax},
     *     {@code amin}, {@code max} or {@code min}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
