package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Distributions, divergences, transforms and constraints against Python's. */
@NoLeaks
class DistributionParityTest {
    private static final Path RECORDED =
            Path.of(
                    System.getProperty("panamatorch.root"),
                    "java/tools/src/test/resources/distributions/distributions.jsonl");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    // Of float64. Sums of a few logarithms and gamma functions, of which processors round each
    // differently by some 1e-16, and differences of such sums.
    private static final double BOUND = 1e-11;

    private static List<String> differences(Path recording, double bound) throws IOException {
        List<String> differences = new ArrayList<>();
        for (String line : Files.readAllLines(recording)) {
            differences.addAll(DistributionReplay.differences(JSON.readTree(line), bound));
        }
        return differences;
    }

    @Test
    void results_haveTheBitsOfPythonsHereAndNow(@TempDir Path folder)
            throws IOException, InterruptedException {
        FreshRecording.makeDistributions(folder);
        assertThat(differences(folder.resolve("distributions.jsonl"), 0)).isEmpty();
    }

    @Test
    @Tag("recorded")
    void results_areNearThoseThatPythonGotElsewhere() throws IOException {
        assertThat(differences(RECORDED, BOUND)).isEmpty();
    }
}
