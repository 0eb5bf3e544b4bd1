package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Functions that no module covers, and initial values, against what Python computes: dtypes and
 * sizes as recorded, bits as Python's calls of operators give them here.
 */
@NoLeaks
@Tag("recorded")
class FunctionRecordingsTest {
    static Stream<Recorded> functions() throws IOException {
        List<JsonNode> lines = RecordedForm.lines("/nn/functions.jsonl").toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> new Recorded(i, lines.get(i)));
    }

    record Recorded(int number, JsonNode line) {
        String name() {
            return line.get("name").asText();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_givesWhatPythonGives(Recorded recorded) {
        try (var _ = new TensorScope()) {
            RecordedResults results = RecordedResults.of("functions", recorded.number);
            Torch.manualSeed(RecordedForm.SEED);
            RecordedFunctions.Call call = RecordedFunctions.call(recorded.name());
            if (call.inputs().length > 0) {
                call.result().sum().backward();
            }
            assertThat(RecordedResults.digest(call.result()))
                    .isEqualTo(results.digest(recorded.line.get("out")));
            List<Tensor> gradients = new ArrayList<>();
            for (Tensor input : call.inputs()) {
                gradients.add(input.grad());
            }
            assertThat(RecordedResults.digests(gradients))
                    .isEqualTo(results.digests(recorded.line.get("grads")));
        }
    }

    @Test
    void calls_areThoseOfPython() throws IOException {
        assertThat(functions().map(Recorded::name))
                .containsExactlyInAnyOrderElementsOf(RecordedFunctions.names());
    }
}
