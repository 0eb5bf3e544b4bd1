package org.panamatorch.option;

import java.util.Locale;

/**
 * Which intermediate results of a {@code linearCrossEntropy} by parts are kept in the dtype of
 * sums.
 */
public enum AccPolicy {
    /** The choice that fits the device and the dtype. */
    AUTO,
    /** Most of them. */
    ACCURATE,
    /** Those that gradients need. */
    BALANCED,
    /** As few as possible. */
    COMPACT;

    /**
     * Python's word.
     *
     * @return {@code auto}, {@code accurate}, {@code balanced} or {@code compact}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
