package org.panamatorch.nn;

import java.util.Locale;

/** What a loss makes of the losses of its elements. */
public enum Reduction {
    /** Leaves them as they are. */
    NONE(0),
    /** Their mean, weighted where there are weights. */
    MEAN(1),
    /** Their sum. */
    SUM(2);

    private final int code;

    Reduction(int code) {
        this.code = code;
    }

    /**
     * The code of ATen's {@code Reduction}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * Python's word.
     *
     * @return {@code none}, {@code mean} or {@code sum}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
