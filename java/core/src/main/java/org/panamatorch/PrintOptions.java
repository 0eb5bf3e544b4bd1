package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

/**
 * How tensors are printed.
 *
 * @param precision digits behind the decimal point of floating-point numbers
 * @param threshold a tensor of more elements than this is summarised: of long dimensions only the
 *     ends are shown
 * @param edgeItems how many items a summary shows at each end of a dimension
 * @param lineWidth the length that lines are broken at
 * @param sciMode whether floating-point numbers have an exponent; null leaves it to their size
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_printoptions.html">torch.set_printoptions</a>
 */
public record PrintOptions(
        int precision, long threshold, int edgeItems, int lineWidth, Boolean sciMode) {
    // No double has more behind the point.
    private static final int MOST_DIGITS = 1074;

    /**
     * Python's profile {@code default}: 4 digits, summaries of 3 items past 1,000 elements, lines
     * of 80 characters.
     */
    public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, null);

    /** Python's profile {@code short}: 2 digits, summaries of 2 items. */
    public static final PrintOptions SHORT = new PrintOptions(2, 1000, 2, 80, null);

    /** Python's profile {@code full}: every element of every tensor. */
    public static final PrintOptions FULL = new PrintOptions(4, Long.MAX_VALUE, 3, 80, null);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a number is negative, or the precision beyond 1,074
     *     digits
     */
    public PrintOptions {
        requireNatural(precision, "precision");
        requireNatural(threshold, "threshold");
        requireNatural(edgeItems, "edgeItems");
        requireNatural(lineWidth, "lineWidth");
        if (precision > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "print options: precision is "
                            + precision
                            + ", expected at most "
                            + MOST_DIGITS);
        }
    }

    private static void requireNatural(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "print options: " + name + " is " + value + ", expected 0 or more");
        }
    }

    /**
     * The profile of that name in Python.
     *
     * @param name {@code default}, {@code short} or {@code full}
     * @return its options
     * @throws IllegalArgumentException if there is no such profile
     */
    public static PrintOptions profile(String name) {
        Arguments.requirePresent(name, "print options", "name", "a profile's name");
        return switch (name) {
            case "default" -> DEFAULT;
            case "short" -> SHORT;
            case "full" -> FULL;
            default ->
                    throw new IllegalArgumentException(
                            "print options: no profile is named "
                                    + name
                                    + "; there are default, short and full");
        };
    }

    /**
     * These options with another precision.
     *
     * @param digits digits behind the decimal point
     * @return new options
     */
    public PrintOptions withPrecision(int digits) {
        return new PrintOptions(digits, threshold, edgeItems, lineWidth, sciMode);
    }

    /**
     * These options with another threshold.
     *
     * @param elements the largest number of elements that are all shown
     * @return new options
     */
    public PrintOptions withThreshold(long elements) {
        return new PrintOptions(precision, elements, edgeItems, lineWidth, sciMode);
    }

    /**
     * These options with longer or shorter summaries.
     *
     * @param items how many items are shown at each end of a dimension
     * @return new options
     */
    public PrintOptions withEdgeItems(int items) {
        return new PrintOptions(precision, threshold, items, lineWidth, sciMode);
    }

    /**
     * These options with longer or shorter lines.
     *
     * @param characters the length that lines are broken at
     * @return new options
     */
    public PrintOptions withLineWidth(int characters) {
        return new PrintOptions(precision, threshold, edgeItems, characters, sciMode);
    }

    /**
     * These options with exponents always, never, or by size.
     *
     * @param mode true for always, false for never, null for by size
     * @return new options
     */
    public PrintOptions withSciMode(Boolean mode) {
        return new PrintOptions(precision, threshold, edgeItems, lineWidth, mode);
    }
}
