package org.panamatorch.internal.nn;

/** The printed forms of modules. */
public final class Printed {
    private Printed() {}

    /**
     * Options before which nothing is printed.
     *
     * @param options each with a comma before it, as the option types print them
     * @return the text without the first comma
     */
    public static String alone(String options) {
        return options.isEmpty() ? options : options.substring(", ".length());
    }
}
