package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.junit.NoLeaks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Replays the index expressions that {@code scripts/record index-grid} recorded. */
@NoLeaks
@Tag("recorded")
class IndexGridTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Stream<Named<JsonNode>> lines(boolean assignments) throws IOException {
        List<JsonNode> lines;
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                IndexGridTest.class.getResourceAsStream("/index/grid.jsonl"),
                                StandardCharsets.UTF_8))) {
            lines = reader.lines().map(IndexGridTest::parsed).toList();
        }
        return lines.stream()
                .filter(line -> line.has("value") == assignments)
                .map(line -> Named.of(title(line), line));
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String title(JsonNode line) {
        String value = line.has("value") ? " = " + line.get("value") : "";
        return line.get("id") + ": " + line.get("base") + line.get("index") + value;
    }

    static Stream<Named<JsonNode>> readings() throws IOException {
        return lines(false);
    }

    static Stream<Named<JsonNode>> assignments() throws IOException {
        return lines(true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readings")
    void reading_givesWhatPythonGives(JsonNode line) {
        try (var _ = new TensorScope()) {
            Tensor base = base(line.get("base"));
            Index[] indices = indices(line.get("index"));
            if (line.has("error")) {
                assertFails(line.get("error"), () -> base.index(indices));
                return;
            }
            JsonNode expected = line.get("result");
            Tensor result = base.index(indices);
            assertThat(result.sizes()).isEqualTo(longs(expected.get("shape")));
            assertThat(values(result)).isEqualTo(doubles(expected.get("values")));
            boolean shares = expected.get("shares").asBoolean();
            assertThat(result.sharesStorageWith(base)).isEqualTo(shares);
            if (shares) {
                assertThat(result.storageOffset()).isEqualTo(expected.get("offset").asLong());
                assertThat(result.strides()).isEqualTo(longs(expected.get("strides")));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("assignments")
    void assigning_leavesWhatPythonLeaves(JsonNode line) {
        try (var _ = new TensorScope()) {
            Tensor base = base(line.get("base"));
            Index[] indices = indices(line.get("index"));
            if (line.has("error")) {
                assertFails(line.get("error"), () -> assign(base, line.get("value"), indices));
                return;
            }
            assertThat(assign(base, line.get("value"), indices)).isSameAs(base);
            assertThat(values(base)).isEqualTo(doubles(line.get("after")));
        }
    }

    private static void assertFails(JsonNode error, Runnable expression) {
        TorchException thrown = catchThrowableOfType(TorchException.class, expression::run);
        assertThat(thrown).isNotNull();
        assertThat(pythonName(thrown.kind())).isEqualTo(error.get("kind").asText());
        assertThat(thrown.getMessage().split("\n  in ")[0])
                .isEqualTo(error.get("message").asText());
    }

    private static String pythonName(TorchException.Kind kind) {
        return switch (kind) {
            case INDEX -> "IndexError";
            case VALUE -> "ValueError";
            case TYPE -> "TypeError";
            case RUNTIME -> "RuntimeError";
            default -> kind.name();
        };
    }

    private static Tensor assign(Tensor base, JsonNode value, Index[] indices) {
        if (value.has("tensor")) {
            return base.setAt(
                    tensor(value.get("tensor"), DType.ofName(value.at("/tensor/dtype").asText())),
                    indices);
        }
        JsonNode scalar = value.get("scalar");
        if (scalar.isBoolean()) {
            return base.setAt(scalar.asBoolean(), indices);
        }
        return base.setAt(scalar.isInt() ? (Number) scalar.asLong() : scalar.asDouble(), indices);
    }

    private static Tensor base(JsonNode json) {
        long[] shape = longs(json.get("shape"));
        TensorOptions options = TensorOptions.of(DType.ofName(json.path("dtype").asText("int64")));
        Tensor base = Torch.arange(Shape.of(shape).numel(), options).view(shape);
        return json.has("permute") ? base.permute(longs(json.get("permute"))) : base;
    }

    private static Index[] indices(JsonNode json) {
        return stream(json).map(IndexGridTest::index).toArray(Index[]::new);
    }

    private static Index index(JsonNode json) {
        String kind = json.fieldNames().next();
        JsonNode value = json.get(kind);
        return switch (kind) {
            case "int" -> Index.at(value.asLong());
            case "slice" -> slice(value);
            case "ellipsis" -> Index.ellipsis();
            case "newaxis" -> Index.newAxis();
            case "flag" -> Index.bool(value.asBoolean());
            case "list" -> list(value);
            case "bool" -> Index.of(tensor(value, DType.BOOL));
            case "uint8" -> Index.of(tensor(value, DType.UINT8));
            case "int32" -> Index.of(tensor(value, DType.INT32));
            case "long" -> Index.of(tensor(value, DType.INT64));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Index slice(JsonNode ends) {
        JsonNode step = ends.get(2);
        return new Index.Slice(
                end(ends.get(0)), end(ends.get(1)), step.isNull() ? 1 : step.asLong());
    }

    private static Long end(JsonNode value) {
        return value.isNull() ? null : value.asLong();
    }

    private static Index list(JsonNode items) {
        if (items.path(0).isBoolean()) {
            boolean[] mask = new boolean[items.size()];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = items.get(i).asBoolean();
            }
            return Index.of(mask);
        }
        return Index.of(longs(items));
    }

    private static Tensor tensor(JsonNode json, DType dtype) {
        double[] data = doubles(json.get("data"));
        return Torch.tensor(data, TensorOptions.of(dtype)).view(longs(json.get("shape")));
    }

    private static double[] values(Tensor tensor) {
        return tensor.to(DType.FLOAT64).toDoubleArray();
    }

    private static long[] longs(JsonNode items) {
        return stream(items).mapToLong(JsonNode::asLong).toArray();
    }

    private static double[] doubles(JsonNode items) {
        return stream(items)
                .mapToDouble(
                        item -> item.isBoolean() ? (item.asBoolean() ? 1 : 0) : item.asDouble())
                .toArray();
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
