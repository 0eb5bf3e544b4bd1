package org.panamatorch.examples;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the "hello" programs share: the task, and how its results are printed. */
final class Hello {
    /** The characters "hello" as indices of {@link #CHARACTERS}. */
    static final long[] HELLO = {1, 0, 2, 2, 3};

    /** The characters "ohlol" as indices of {@link #CHARACTERS}. */
    static final long[] OHLOL = {3, 1, 2, 3, 2};

    private static final String CHARACTERS = "ehlo";

    private Hello() {}

    /** The text that these indices stand for. */
    static String decoded(long... indices) {
        StringBuilder text = new StringBuilder();
        for (long index : indices) {
            text.append(CHARACTERS.charAt((int) index));
        }
        return text.toString();
    }

    /**
     * A number with so many decimals, rounded as C and Python do: from its exact value, ties to
     * even.
     */
    static String fixed(Number number, int decimals) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
