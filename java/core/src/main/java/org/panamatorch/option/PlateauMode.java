package org.panamatorch.option;

import java.util.Locale;

/** Whether less or more is an improvement, for ReduceLROnPlateau. */
public enum PlateauMode {
    /** Less. */
    MIN,
    /** More. */
    MAX;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code min}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
