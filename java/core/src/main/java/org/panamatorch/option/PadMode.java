package org.panamatorch.option;

import org.panamatorch.nn.Functional;

import java.util.Locale;

/**
 * The elements that {@link Functional#pad} adds.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pad.html">torch.nn.functional.pad</a>
 */
public enum PadMode {
    /** A constant. */
    CONSTANT,
    /** The elements before the end, backwards. */
    REFLECT,
    /** The last element. */
    REPLICATE,
    /** The elements from the other end. */
    CIRCULAR;

    /**
     * Python's word.
     *
     * @return {@code constant}, {@code reflect}, {@code replicate} or {@code circular}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
