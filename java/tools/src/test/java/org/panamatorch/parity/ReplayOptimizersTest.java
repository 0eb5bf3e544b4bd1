package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The replayer of optimizers itself: what it must pass and what it must not. */
@NoLeaks
class ReplayOptimizersTest {
    @TempDir private Path folder;
    private final SmallRecording recording = new SmallRecording();
    private boolean passed;

    /** Two steps of parameters 1 and -2 drawn to 3 and 5, the second of which is given. */
    private String replayed(String optimizer, String options, float... after) throws IOException {
        recording.addOptimizer(
                optimizer,
                "\"kwargs\":"
                        + options
                        + ",\"params\":["
                        + recording.tensor(1, -2)
                        + "],\"centers\":["
                        + recording.tensor(3, 5)
                        + "],\"weights\":["
                        + recording.tensor(2, 0.5f)
                        + "],\"after\":[["
                        + recording.tensor(1, -2)
                        + "],["
                        + recording.tensor(after)
                        + "]]");
        recording.write(folder);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        passed = ReplayOptimizers.run(folder, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void rightCase_passes() throws IOException {
        String options =
                "{\"lr\":{\"f\":\"0x0p+0\"},\"betas\":{\"l\":[{\"f\":\"0x1p-1\"},{\"f\":\"0x1p-1\"}]}}";
        assertThat(replayed("Adam", options, 1, -2))
                .isEqualToNormalizingNewlines("1 passed, 0 failed\n");
        assertThat(passed).isTrue();
    }

    @Test
    void damagedStep_failsAndIsNamed() throws IOException {
        assertThat(replayed("Adam", "{\"lr\":{\"f\":\"0x0p+0\"}}", 1, Math.nextUp(-2f)))
                .startsWith(
                        "FAIL 0 Adam by hand: after step 1: result 0 (torch.float32): element 1 is"
                                + " -2.0, expected -1.9999999")
                .endsWith("0 passed, 1 failed" + System.lineSeparator());
        assertThat(passed).isFalse();
    }

    @Test
    void stepsThatMove_areNoticed() throws IOException {
        assertThat(replayed("Adam", "{\"lr\":{\"f\":\"0x1p-1\"}}", 1, -2))
                .contains("after step 0", "0 passed, 1 failed");
    }

    @Test
    void unknownOptimizer_isMissingAndFails() throws IOException {
        assertThat(replayed("NoSuchOptimizer", "{}", 1, -2))
                .contains("FAIL 0 NoSuchOptimizer", "MISSING NoSuchOptimizer");
        assertThat(passed).isFalse();
    }

    @Test
    void unknownOption_isMissingAndFails() throws IOException {
        assertThat(replayed("Adam", "{\"no_such_option\":{\"b\":true}}", 1, -2))
                .contains("AdamOptions.noSuchOption", "MISSING Adam", "0 passed, 1 failed");
        assertThat(passed).isFalse();
    }

    @Test
    void anErrorOfTheOptimizer_fails() throws IOException {
        assertThat(replayed("Adam", "{\"lr\":{\"f\":\"-0x1p+0\"}}", 1, -2))
                .contains("Invalid learning rate: -1.0", "0 passed, 1 failed")
                .doesNotContain("MISSING");
    }
}
