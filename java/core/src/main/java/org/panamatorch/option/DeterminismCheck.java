package org.panamatorch.option;

import java.util.Locale;

/** How what a checkpoint computes again is compared with what it computed first. */
public enum DeterminismCheck {
    /** By shapes, dtypes and devices. */
    DEFAULT,
    /** Not at all. */
    NONE;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code default}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
