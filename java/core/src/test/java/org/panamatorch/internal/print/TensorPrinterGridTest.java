package org.panamatorch.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.PrintOptions;

import java.io.IOException;
import java.util.stream.Stream;

/** Prints the tensors that {@code scripts/record print-grid} recorded, without native code. */
@Tag("recorded")
class TensorPrinterGridTest {
    static Stream<Named<JsonNode>> cases() throws IOException {
        return RecordedLines.read("/print/grid.jsonl").stream()
                .map(line -> Named.of(title(line), line));
    }

    static String title(JsonNode line) {
        return line.get("id")
                + " "
                + line.path("options")
                + " "
                + line.get("tensor").get("dtype").asText()
                + line.get("tensor").get("sizes");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void recordedTensor_printsAsInPython(JsonNode line) {
        String defaultDtype = "torch." + line.path("default_dtype").asText("float32");
        TensorPrinter printer = new TensorPrinter(options(line.path("options")), defaultDtype);

        assertThat(printer.print(new RecordedTensor(line.get("tensor"))))
                .isEqualTo(line.get("text").asText());
    }

    static PrintOptions options(JsonNode json) {
        PrintOptions options = PrintOptions.profile(json.path("profile").asText("default"));
        if (json.has("precision")) {
            options = options.withPrecision(json.get("precision").asInt());
        }
        if (json.has("threshold")) {
            JsonNode threshold = json.get("threshold");
            options =
                    options.withThreshold(
                            threshold.isTextual() ? Long.MAX_VALUE : threshold.asLong());
        }
        if (json.has("edgeitems")) {
            options = options.withEdgeItems(json.get("edgeitems").asInt());
        }
        if (json.has("linewidth")) {
            options = options.withLineWidth(json.get("linewidth").asInt());
        }
        if (json.has("sci_mode")) {
            options = options.withSciMode(json.get("sci_mode").asBoolean());
        }
        return options;
    }
}
