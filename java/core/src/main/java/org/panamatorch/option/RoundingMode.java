package org.panamatorch.option;

import java.util.Locale;

/**
 * How a quotient becomes whole.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.div.html">torch.div</a>
 */
public enum RoundingMode {
    /** Towards zero, as Java divides integers. */
    TRUNC,
    /** Downwards, as {@link Math#floorDiv(long, long)}. */
    FLOOR;

    /**
     * Python's word.
     *
     * @return {@code trunc} or {@code floor}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
