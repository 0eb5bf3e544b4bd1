package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.support.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A recording of PyTorch's sample inputs, made here and now, replayed both ways. */
@NoLeaks
class ParityTest {
    private static final Path SCRIPTS = Path.of(System.getProperty("panamatorch.root"), "scripts");
    private static final String DTYPES = "float32,float64,complex64,int64,bool,bfloat16";
    // A recording that has lost its cases would pass; this one had 7,475 on 2.13.0.
    private static final int LEAST_CASES = 7_000;
    private static final int MINUTES = 10;

    @TempDir private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        Path log = folder.resolve("log");
        String python = SCRIPTS.resolve("python/find-python").toString();
        if (run(log, python) != 0) {
            abort("not compared with PyTorch's sample inputs: " + Files.readString(log));
        }
        // Both sides run in this process's environment, so the kernels are the same.
        String recorder = SCRIPTS.resolve("record-parity").toString();
        int status =
                run(
                        log,
                        recorder,
                        folder.toString(),
                        "--as-is",
                        "--limit",
                        "1",
                        "--dtypes",
                        DTYPES);
        assertThat(status).as(Files.readString(log)).isZero();
    }

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " ran past " + MINUTES + " minutes");
        }
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void sampleInputs_giveWhatPythonGives(String via) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean passed =
                Replay.run(folder, via, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String report = bytes.toString(StandardCharsets.UTF_8);
        assertThat(passed).as(report).isTrue();
        assertThat(Integer.parseInt(report.substring(0, report.indexOf(' '))))
                .isGreaterThan(LEAST_CASES);
    }
}
