package org.panamatorch.internal.nn;

import org.panamatorch.internal.print.PythonFormat;

import java.util.Arrays;
import java.util.stream.Collectors;

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

    /**
     * Several words of a closed set.
     *
     * @param words the words, or null
     * @return a list of strings as Python prints it
     */
    public static String words(Enum<?>... words) {
        return words == null
                ? PythonFormat.repr(null)
                : Arrays.stream(words)
                        .map(word -> PythonFormat.repr(word.toString()))
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
