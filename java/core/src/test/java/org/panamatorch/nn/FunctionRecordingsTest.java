package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

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
import java.util.stream.Stream;

/**
 * Functions that no module covers, and initial values, against what Python computes: dtypes and
 * sizes everywhere, checksums of bits under the environment of {@code
 * scripts/lib/reproducible-env}.
 */
@NoLeaks
class FunctionRecordingsTest {
    private static final long SEED = 7;

    static Stream<Recorded> functions() throws IOException {
        return RecordedForm.lines("/nn/functions.jsonl").map(Recorded::new);
    }

    record Recorded(JsonNode line) {
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
            Torch.manualSeed(SEED);
            RecordedFunctions.Call call = RecordedFunctions.call(recorded.name());
            boolean withBits = RecordedForm.IS_REPRODUCIBLE;
            assertThat(RecordedForm.digest(call.result(), withBits))
                    .isEqualTo(RecordedForm.digest(recorded.line.get("out"), withBits));
            if (call.inputs().length > 0) {
                call.result().sum().backward();
            }
            List<String> expected = new ArrayList<>();
            recorded.line
                    .get("grads")
                    .forEach(item -> expected.add(RecordedForm.digest(item, withBits)));
            List<String> actual = new ArrayList<>();
            for (Tensor input : call.inputs()) {
                actual.add(RecordedForm.digest(input.grad(), withBits));
            }
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void calls_areThoseOfPython() throws IOException {
        assertThat(functions().map(Recorded::name))
                .containsExactlyInAnyOrderElementsOf(RecordedFunctions.names());
    }
}
