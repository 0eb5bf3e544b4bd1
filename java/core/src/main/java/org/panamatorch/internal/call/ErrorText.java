package org.panamatorch.internal.call;

import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.print.PythonNames;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LibTorch's text of a failure, without the places in its sources, and in words where C++'s own
 * library speaks. The whole text is in the native trace.
 */
final class ErrorText {
    private static final String NO_DEVICE = "Torch not compiled with ";

    // An error that LibTorch has put into another one. Read here, as Results needs the library.
    private static final Pattern STACK =
            Pattern.compile(
                    "\\n?Exception raised from [^\\n]*:\\n(?:"
                            + Pattern.quote(PanamaTorch.PT_ERROR_FRAMES_LEFT_OUT().getString(0))
                            + "|(?:frame #[^\\n]*\\n?)+)");

    // What follows is advice on builds for mobile phones, and all kernels that there are, a line
    // each with its place in LibTorch's sources, some 60 of them.
    private static final Pattern NO_KERNEL =
            Pattern.compile(
                    "(Could not run '(?<operator>[^']*)' (?:with arguments )?from the"
                            + " '(?<backend>\\w+)' (?:backend|device)\\.).*",
                    Pattern.DOTALL);
    private static final Pattern KERNELS =
            Pattern.compile(
                    "(?:\\s+This usually means [^\\n]*)?"
                            + "\\n\\n\\w+: (?:fallthrough )?registered at .*",
                    Pattern.DOTALL);

    // What stands before a text: where in the sources, or that and the condition.
    private static final Pattern SOURCE_LINE =
            Pattern.compile(
                    "^(?:\\S+\\.(?:cpp|cc|h|hpp):\\d+: |\\[enforce fail at [^\\]]*\\] .*?\\."
                            + " ?(?=\\S))");

    // Whoever has no kernel for these cannot have tensors at all.
    private static final Pattern MAKING =
            Pattern.compile("aten::empty(?:\\.|_strided|_quantized).*");

    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "bad optional access",
                    "bad_optional_access",
                    "std::bad_optional_access",
                    "std::bad_function_call",
                    "bad_function_call",
                    "bad variant access",
                    "std::bad_cast");

    // No patterns, which take 3 µs to find nothing in a text of forty characters.
    private record Rule(
            Predicate<String> fits, String sentence, Function<Object[], String> suspects) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            text -> text.equals("std::bad_alloc"),
                            "out of memory for what LibTorch needs beside the tensors",
                            Suspects::numbers),
                    new Rule(
                            text ->
                                    begins(
                                                    text,
                                                    "vector::",
                                                    "basic_string::",
                                                    "map::at",
                                                    "array::at",
                                                    "deque::",
                                                    "stoi",
                                                    "stol")
                                            || contains(
                                                    text,
                                                    "larger than max_size()",
                                                    "bad_array_new_length",
                                                    "_Map_base::at"),
                            "a number is out of the range that LibTorch can deal with",
                            Suspects::numbers),
                    new Rule(
                            text ->
                                    contains(
                                            text,
                                            "cannot be represented as a SymInt",
                                            "SymIntArrayRef expected to contain only concrete"
                                                    + " integers"),
                            "a size, stride or index, given or computed from the arguments, is"
                                    + " below -2^62",
                            Suspects::numbers),
                    new Rule(
                            text -> UNSUPPORTED.contains(text) || begins(text, "std::get: "),
                            "LibTorch does not support such arguments",
                            Suspects::unusual));

    private ErrorText() {}

    /**
     * The text of an error.
     *
     * @param whole what LibTorch says
     * @param arguments of the call, names and values alternating
     */
    static String of(String whole, Object[] arguments) {
        Matcher noKernel = NO_KERNEL.matcher(whole);
        boolean lacksKernel = noKernel.lookingAt();
        String device = unsupportedDevice(lacksKernel ? noKernel : null, arguments);
        if (device != null) {
            return NO_DEVICE + device + " enabled";
        }
        if (lacksKernel) {
            return noKernel.group(1);
        }
        String text = whole;
        if (text.contains("Exception raised from")) {
            text = STACK.matcher(text).replaceAll("").strip();
        }
        if (text.contains("registered at ")) {
            text = KERNELS.matcher(text).replaceFirst("");
        }
        text = SOURCE_LINE.matcher(text).replaceFirst("");
        for (Rule rule : RULES) {
            if (rule.fits.test(text)) {
                return sentence(rule.sentence, "; argument ", rule.suspects.apply(arguments));
            }
        }
        text = PythonNames.translated(text);
        if (text.contains("INTERNAL ASSERT FAILED")) {
            return sentence(
                    text,
                    "\n  PyTorch does not support this argument here: ",
                    Suspects.unusual(arguments));
        }
        if (text.startsWith("tensor does not have a device")) {
            return sentence(text, "; argument ", Suspects.absent(arguments));
        }
        return text;
    }

    /** Whether a text of this class is about a device that this LibTorch was not built for. */
    static boolean isOfDevice(String text) {
        return text.startsWith(NO_DEVICE);
    }

    private static boolean begins(String text, String... beginnings) {
        for (String beginning : beginnings) {
            if (text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(String text, String joint, String suspects) {
        return suspects.isEmpty() ? text : text + joint + suspects;
    }

    private static String unsupportedDevice(Matcher noKernel, Object[] arguments) {
        Device device = Suspects.unsupportedDevice(arguments);
        if (device != null) {
            return device.type().name();
        }
        if (noKernel != null && MAKING.matcher(noKernel.group("operator")).matches()) {
            return noKernel.group("backend").toUpperCase(Locale.ROOT);
        }
        return null;
    }
}
