package org.panamatorch.option;

import java.util.Locale;

/** How a convolution pads, where not by numbers. */
public enum ConvPadding {
    /** So that the output has the size of the input. */
    SAME,
    /** Not at all. */
    VALID;

    /**
     * Python's word.
     *
     * @return {@code same} or {@code valid}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
