package org.panamatorch.fuzz;

import org.panamatorch.TorchException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which exceptions may leave a public method. */
final class Verdict {
    private static final Pattern CPP_STACK = Pattern.compile("Exception raised from|frame #\\d");

    /** What the JVM says of the exceptions that its own instructions throw. */
    private static final Pattern JVM_TEXT =
            Pattern.compile(
                    "Cannot (invoke \"|read (field|the array)|load from|store to|assign field|enter"
                            + " synchronized|throw exception).*"
                            + "|/ by zero|long overflow|integer overflow"
                            + "|-?\\d+|Index -?\\d+ out of bounds.*|Range \\[.*|[Bb]egin .*"
                            + "|index -?\\d+, .*|Array index out of range.*|fromIndex.*|toIndex.*"
                            + "|String index.*|class .* cannot be cast .*|For input string.*"
                            + "|No enum constant.*|Illegal Capacity.*|argument type mismatch.*",
                    Pattern.DOTALL);

    private Verdict() {}

    /** What is wrong with an exception, or null where nothing is. */
    static String fault(Throwable thrown, Step.Place place) {
        String message = thrown.getMessage();
        if (message != null && CPP_STACK.matcher(message).find()) {
            return "a C++ stack in the message";
        }
        return switch (thrown) {
            case Callback.Thrown _, Recipe.Missing _, OutOfMemoryError _, TorchException _ -> null;
            // What the system says of a file, or the library of what is in it.
            case IOException _ -> null;
            // Stack traces take longer than the calls, so they are looked at last.
            case Throwable _ when isOfTheFuzzer(thrown) -> null;
            case StackOverflowError _ ->
                    place == Step.Place.STACK_END || isFromCallback(thrown)
                            ? null
                            : "a stack that overflowed";
            case Error _ -> "an error of the JVM's";
            default ->
                    message == null || message.isBlank()
                            ? "no message"
                            : JVM_TEXT.matcher(message).matches() || isFromJdk(thrown)
                                    ? "an exception of the JVM's own making"
                                    : null;
        };
    }

    /** Where a stack is at its end, values are not to be had either. */
    private static boolean isOfTheFuzzer(Throwable thrown) {
        return ours(thrown)
                        .map(
                                frame ->
                                        frame.getClassName()
                                                .startsWith(Verdict.class.getPackageName() + "."))
                        .orElse(false)
                && !(ours(thrown).get().getClassName().equals(Planted.class.getName()));
    }

    private static Optional<StackTraceElement> ours(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.panamatorch."))
                .findFirst();
    }

    private static boolean isFromCallback(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Callback.class.getName()));
    }

    private static boolean isFromJdk(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length > 0
                && isJdk(stack[0])
                && !stack[0].getMethodName().equals("requireNonNull");
    }

    private static boolean isJdk(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.")
                || frame.getClassName().startsWith("jdk.")
                || frame.getClassName().startsWith("sun.");
    }

    /** Where the library let the exception out, for telling findings apart. */
    static String site(Throwable thrown) {
        return thrown.getClass().getSimpleName()
                + ours(thrown)
                        .map(
                                frame ->
                                        " at "
                                                + frame.getClassName()
                                                + "."
                                                + frame.getMethodName()
                                                + ":"
                                                + frame.getLineNumber())
                        .orElse("");
    }
}
