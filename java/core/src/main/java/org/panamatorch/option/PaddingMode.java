package org.panamatorch.option;

import java.util.Locale;

/** The values that a convolution pads with. */
public enum PaddingMode {
    /** Zeros. */
    ZEROS,
    /** The elements before the end, backwards. */
    REFLECT,
    /** The last element. */
    REPLICATE,
    /** The elements from the other end. */
    CIRCULAR;

    /**
     * Python's word.
     *
     * @return {@code zeros}, {@code reflect}, {@code replicate} or {@code circular}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
