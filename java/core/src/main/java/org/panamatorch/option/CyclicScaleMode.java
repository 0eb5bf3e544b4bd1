package org.panamatorch.option;

import java.util.Locale;

/** The argument of CyclicLR's scale function. */
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
