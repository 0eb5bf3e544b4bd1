package org.panamatorch.option;

import java.util.Locale;

/** The form of a curve from one rate to another. */
public enum AnnealStrategy {
    /** Half a cosine. */
    COS,
    /** A straight line. */
    LINEAR;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code cos}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
