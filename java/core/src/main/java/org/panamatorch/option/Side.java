package org.panamatorch.option;

import java.util.Locale;

/**
 * A side of a sequence.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.searchsorted.html">torch.searchsorted</a>
 */
public enum Side {
    /** The left one. */
    LEFT,
    /** The right one. */
    RIGHT;

    /**
     * Python's word.
     *
     * @return {@code left} or {@code right}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
