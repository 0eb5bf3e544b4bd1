package org.panamatorch.option;

import java.util.Locale;

/** How ReduceLROnPlateau measures an improvement. */
public enum ThresholdMode {
    /** By its part of the best value. */
    REL,
    /** As it is. */
    ABS;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code rel}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
