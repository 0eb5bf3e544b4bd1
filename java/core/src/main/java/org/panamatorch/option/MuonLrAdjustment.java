package org.panamatorch.option;

import java.util.Locale;

/** How Muon fits the learning rate to the shape of a matrix. */
public enum MuonLrAdjustment {
    /** By the root of rows over columns, where there are more rows. */
    ORIGINAL,
    /** By 0.2 times the root of the greater size, so that rates of AdamW can be used. */
    MATCH_RMS_ADAMW;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code original}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
