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

/** Recordings of PyTorch's sample modules and optimizers, made here and now, replayed. */
@NoLeaks
class ModuleParityTest {
    private static final String DTYPES = "float32,float64";
    // A recording that has lost its cases would pass; on 2.13.0 this is what the databases give.
    private static final int CASES = 912;
    private static final int OPTIMIZER_CASES = 576;

    @TempDir private Path folder;

    @Test
    void optionsOfOptimizers_giveWhatPythonGives() throws IOException, InterruptedException {
        FreshRecording.make(folder, "--optimizers", "--dtypes", DTYPES + ",bfloat16");
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        ReplayOptimizers.run(folder, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(report.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(OPTIMIZER_CASES + " passed, 0 failed\n");
        assertThat(folder.resolve("dropped.jsonl")).isEmptyFile();
    }

    @Test
    void sampleModules_giveWhatPythonGives() throws IOException, InterruptedException {
        FreshRecording.make(folder, "--modules", "--limit", "2", "--dtypes", DTYPES);
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        ReplayModules.run(folder, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(report.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(CASES + " passed, 0 failed\n");
        assertThat(folder.resolve("dropped.jsonl")).isEmptyFile();
    }
}
