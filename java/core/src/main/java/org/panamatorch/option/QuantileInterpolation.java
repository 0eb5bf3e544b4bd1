package org.panamatorch.option;

import java.util.Locale;

/**
 * The value of a quantile between two elements.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.quantile.html">torch.quantile</a>
 */
public enum QuantileInterpolation {
    /** On the line between them. */
    LINEAR,
    /** The smaller one. */
    LOWER,
    /** The larger one. */
    HIGHER,
    /** Their mean. */
    MIDPOINT,
    /** The nearer one. */
    NEAREST;

    /**
     * Python's word.
     *
     * @return {@code linear}, {@code lower}, {@code higher}, {@code midpoint} or {@code nearest}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
