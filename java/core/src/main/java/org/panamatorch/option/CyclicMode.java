package org.panamatorch.option;

import java.util.Locale;

/** How the height of CyclicLR's cycles changes. */
public enum CyclicMode {
    /** Not at all. */
    TRIANGULAR,
    /** It halves with each cycle. */
    TRIANGULAR2,
    /** It shrinks with each step. */
    EXP_RANGE;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code triangular}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
