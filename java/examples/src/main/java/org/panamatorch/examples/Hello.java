package org.panamatorch.examples;

/** What the "hello" programs share: the task. */
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
}
