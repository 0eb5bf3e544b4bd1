package org.panamatorch.internal.call;

/** Turns options into ATen's words and codes. */
public final class Options {
    private Options() {}

    /**
     * The word of an option.
     *
     * @param option the option, or null
     * @return its word, or null
     */
    public static String word(Enum<?> option) {
        return option == null ? null : option.toString();
    }

    /**
     * Refuses null.
     *
     * @param <T> the option's type
     * @param option what must be there
     * @param operation for the error
     * @param name for the error
     * @return the option
     * @throws NullPointerException if it is null
     */
    public static <T extends Enum<T>> T present(T option, String operation, String name) {
        Arguments.requirePresent(option, operation, name, "an option");
        return option;
    }
}
