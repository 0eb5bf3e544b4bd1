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
     * Several words of a closed set, or whole numbers.
     *
     * @param words the words, or null
     * @return a list as Python prints it
     */
    public static String words(Object[] words) {
        return words == null
                ? PythonFormat.repr(null)
                : Arrays.stream(words)
                        .map(word -> word instanceof Enum<?> ? word.toString() : word)
                        .map(PythonFormat::repr)
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
