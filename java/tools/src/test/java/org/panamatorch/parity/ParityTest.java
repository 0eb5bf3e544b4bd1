package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A recording of PyTorch's sample inputs, made here and now, replayed both ways. */
@NoLeaks
class ParityTest {
    private static final String DTYPES = "float32,float64,complex64,int64,bool,bfloat16";
    // A recording that has lost its cases would pass; this one had 7,475 on 2.13.0.
    private static final int LEAST_CASES = 7_000;

    @TempDir private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        FreshRecording.make(folder, "--limit", "1", "--dtypes", DTYPES);
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
