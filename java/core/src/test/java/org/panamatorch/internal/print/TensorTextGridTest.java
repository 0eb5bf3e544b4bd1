package org.panamatorch.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.DType;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.stream.Stream;

/** Makes the tensors that {@code scripts/record print-grid} recorded, and prints them. */
@NoLeaks
@Tag("recorded")
class TensorTextGridTest {
    static Stream<Named<JsonNode>> cases() throws IOException {
        // Levels of forward-mode differentiation cannot be entered yet.
        return RecordedLines.read("/print/grid.jsonl").stream()
                .filter(line -> !line.get("tensor").has("tangent"))
                .map(line -> Named.of(TensorPrinterGridTest.title(line), line));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rebuiltTensor_printsAsInPython(JsonNode line) {
        DType before = Torch.getDefaultDtype();
        try (var scope = new TensorScope()) {
            Torch.setDefaultDtype(DType.ofName(line.path("default_dtype").asText("float32")));
            var tensor = RebuiltTensors.rebuild(line.get("tensor"));
            int made = scope.size();

            String text =
                    TensorText.of(tensor, TensorPrinterGridTest.options(line.path("options")));

            assertThat(text).isEqualTo(line.get("text").asText());
            assertThat(scope.size()).as("tensors left over").isEqualTo(made);
        } finally {
            Torch.setDefaultDtype(before);
        }
    }
}
