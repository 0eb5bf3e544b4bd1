package org.panamatorch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Each kind of mistake, planted in {@link Planted}, is found, and reduced to what it takes. */
@NoLeaks
class FuzzTest {
    @Test
    void callThatEndsTheProcess_isReducedToItsCauses() throws Exception {
        String printed = fuzz(1, "--only", "note|count|refuse|die", "--calls", "500");

        assertThat(printed)
                .contains("1. DEATH fuzz.Planted.die(long)")
                .contains("    status 134")
                // 4 is the least that ends it, among the numbers that are tried.
                .containsPattern("note\\((\"\"|null)\\)[^;]*\\.die\\(4L\\)\n\n")
                .contains(": 1 findings");
    }

    @Test
    void callThatDoesNotReturn_isNamed() throws Exception {
        String printed = fuzz(1, "--only", "note|count|refuse|hang", "--calls", "100");

        assertThat(printed)
                .contains("1. HANG org.panamatorch.fuzz.Planted.hang")
                .containsPattern("r\\d+ = Planted\\.hang\\(")
                .contains(": 1 findings");
    }

    @Test
    void callThatKeepsTensors_isReducedToWhatItKeeps() throws Exception {
        String printed = fuzz(1, "--only", "note|count|refuse|leak", "--calls", "6000");

        assertThat(printed)
                .containsPattern("\\d+\\. LEAK")
                .containsPattern("\n    r\\d+ = Planted\\.leak\\(ones\\[1, 1\\]\\.float32\\)\n");
    }

    @Test
    void exceptionOfTheJvm_isReducedToTheArgumentsThatMakeIt() throws Exception {
        String printed = fuzz(1, "--only", "note|count|refuse|divide", "--calls", "500");

        assertThat(printed)
                .contains(
                        "1. EXCEPTION ArithmeticException at org.panamatorch.fuzz.Planted.divide:")
                .contains("    java.lang.ArithmeticException: / by zero\n")
                .containsPattern("r\\d+ = Planted\\.divide\\(0L, 0L\\)\n")
                .contains(": 1 findings");
    }

    @Test
    void codeThatSetsOptions_isReducedToTheOptionThatIsWrong() throws Exception {
        String printed = fuzz(1, "--only", "note|count|refuse|configure", "--calls", "500");

        assertThat(printed)
                .contains("1. EXCEPTION IndexOutOfBoundsException at org.panamatorch.fuzz.Planted")
                .containsPattern("r\\d+ = Planted\\.configure\\(o -> o\\.level\\(-?\\d+L\\)\\)\n")
                .contains(": 1 findings");
    }

    @Test
    void callsThatRefuseTheirArguments_areNoFindings() throws Exception {
        String printed = fuzz(0, "--only", "note|count|refuse", "--calls", "2000");

        assertThat(printed).startsWith("seed 3\n").contains(": 0 findings");
    }

    @Test
    void replay_printsTheCallsOfOneSequence() throws Exception {
        String first = fuzz(0, "--only", "note|count|refuse", "--replay", "3:7");
        String second = fuzz(0, "--only", "note|count|refuse", "--replay", "3:7");

        assertThat(first).isEqualTo(second).contains("Planted.refuse(").contains("// java.lang.");
    }

    private static String fuzz(int status, String... arguments)
            throws IOException, InterruptedException {
        List<String> options =
                List.of(
                        "-Dfuzz.patience=2",
                        "-Dfuzz.batch=20",
                        // However busy the machine is.
                        "-Dfuzz.reduce=600",
                        "-Dpanamatorch.native.dir=" + System.getProperty("panamatorch.native.dir"));
        List<String> settings = new ArrayList<>(List.of("--planted", "true", "--seed", "3"));
        settings.addAll(List.of(arguments));
        Process process = ChildJvm.builder(Fuzz.class, options, settings).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
