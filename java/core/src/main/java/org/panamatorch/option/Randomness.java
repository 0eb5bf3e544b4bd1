package org.panamatorch.option;

import java.util.Locale;

/** How random operations behave inside {@code vmap}. */
public enum Randomness {
    /** They are refused. */
    ERROR,
    /** They draw for each element of the batch. */
    DIFFERENT,
    /** They draw once, for all elements of the batch. */
    SAME;

    /**
     * Python's word.
     *
     * @return {@code error}, {@code different} or {@code same}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
