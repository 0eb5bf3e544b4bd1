package org.panamatorch.option;

import java.util.Locale;

/** What CyclicLR's scale function takes. */
public enum CyclicScaleMode {
    /** The number of the cycle, from 1. */
    CYCLE,
    /** The number of the step. */
    ITERATIONS;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code cycle}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
