package org.panamatorch.surface;

import org.panamatorch.TorchException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells an exception that this library throws on purpose from one that merely comes out of it. */
final class JvmMade {
    private static final Pattern NULL =
            Pattern.compile(
                    "(?s).+?: (element \\d+ of )?(argument|result of) '[^']+'( \\(position"
                            + " \\d+\\))? is null, expected .+");

    private static final Set<Class<?>> MEANT =
            Set.of(
                    IllegalArgumentException.class,
                    IllegalStateException.class,
                    // A package that is not open to the library.
                    UnsupportedOperationException.class);

    private JvmMade() {}

    /** What is wrong with an exception, or nothing. */
    static Optional<String> of(Throwable thrown) {
        boolean hasText = thrown.getMessage() != null && !thrown.getMessage().isBlank();
        boolean isMeant =
                switch (thrown) {
                    case TorchException _ -> hasText;
                    // What the system says of a file, or the library of what is in it.
                    case IOException _ -> hasText;
                    case NullPointerException _ ->
                            hasText && NULL.matcher(thrown.getMessage()).matches();
                    case RuntimeException _ ->
                            hasText
                                    && MEANT.contains(thrown.getClass())
                                    && thrower(thrown).startsWith("org.panamatorch.");
                    default -> false;
                };
        return isMeant ? Optional.empty() : Optional.of(thrown + " at " + places(thrown));
    }

    private static String thrower(Throwable thrown) {
        return thrown.getStackTrace().length == 0 ? "" : thrown.getStackTrace()[0].getClassName();
    }

    private static String places(Throwable thrown) {
        return String.join(
                " < ",
                Arrays.stream(thrown.getStackTrace())
                        .limit(4)
                        .map(
                                frame ->
                                        frame.getClassName()
                                                        .substring(
                                                                frame.getClassName()
                                                                                .lastIndexOf('.')
                                                                        + 1)
                                                + "."
                                                + frame.getMethodName()
                                                + ":"
                                                + frame.getLineNumber())
                        .toList());
    }
}
