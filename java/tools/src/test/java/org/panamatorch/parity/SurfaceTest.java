package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What Python's own functions add before the operators, keyword by keyword. */
@NoLeaks
class SurfaceTest {
    // A recording that has lost its cases would pass; this one has 1,230 of 191 functions.
    private static final int LEAST_CALLS = 1_230;
    private static final int LEAST_FUNCTIONS = 191;
    private static final int NOT_CALLED = 27;

    /** Calls that no public method takes, by the reason that is found, and why that is right. */
    private enum Explained {
        ENUMS(SurfaceBinding.NO_SUCH_WORD, ".*", "the compiler refuses words that do not exist"),
        DEPRECATED("size_average and reduce .*", "F\\..*", "deprecated since 0.4"),
        WITHOUT_EFFECT(
                "no overload with eps", "F\\.gumbel_softmax.*", "deprecated, without effect"),
        IMPLICIT_DIMENSION(
                "no overload with dtype|None for a long",
                "F\\.(log_)?softm(ax|in)\\[\"dtype\"]",
                "a dimension that is chosen by Python is deprecated"),
        SYNTAX(
                "an operator of Python's syntax",
                "Tensor\\.__(contains|len|reversed)__.*",
                "eq(x).any(), size(0) and flip"),
        NEGATIVE("a Shape has no negative size", "torch\\.unravel_index.*", "Shape refuses them"),
        DIM_ORDER("there is no method dimOrder", "Tensor\\.dim_order.*", "strides() tells");

        private final Pattern reason;
        private final Pattern calls;

        Explained(String reason, String calls, String why) {
            assertThat(why).isNotEmpty();
            this.reason = Pattern.compile(reason);
            this.calls = Pattern.compile(calls);
        }

        boolean explains(String found, String call) {
            return reason.matcher(found).matches() && calls.matcher(call).matches();
        }
    }

    private static final Path RECORDED =
            Path.of(
                    System.getProperty("panamatorch.root"),
                    "java/tools/src/test/resources/surface");

    @TempDir private static Path folder;

    private static void assertSame(SurfaceReplay replay) {
        assertThat(replay.differences()).isEmpty();
        List<String> unexplained = new ArrayList<>();
        replay.notExpressible()
                .forEach(
                        (reason, calls) ->
                                calls.stream()
                                        .filter(call -> !isExplained(reason, call))
                                        .forEach(call -> unexplained.add(call + ": " + reason)));
        assertThat(unexplained).isEmpty();
        assertThat(replay.calls()).isGreaterThanOrEqualTo(LEAST_CALLS);
        assertThat(replay.functions()).isGreaterThanOrEqualTo(LEAST_FUNCTIONS);
    }

    private static boolean isExplained(String reason, String call) {
        return Arrays.stream(Explained.values()).anyMatch(each -> each.explains(reason, call));
    }

    @Test
    void callsRecordedHereAndNow_giveWhatPythonGives() throws Exception {
        FreshRecording.makeSurface(folder);
        assertSame(SurfaceReplay.of(folder));
    }

    /** Dtypes, sizes, gradient functions, errors, and the elements that no processor changes. */
    @Test
    @Tag("recorded")
    void callsRecordedBefore_giveWhatPythonGives() throws IOException {
        assertSame(SurfaceReplay.of(RECORDED));
    }

    /** The recorder knows all public functions, and leaves out only those of this list. */
    @Test
    void functionsThatAreNotCalled_haveAReason() throws IOException {
        assertThat(Files.readAllLines(RECORDED.resolve("not-called.tsv")))
                .hasSize(NOT_CALLED)
                .allMatch(line -> line.matches("(Tensor|F)\\.\\w+\t.{7,}"));
    }
}
