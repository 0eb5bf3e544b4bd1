package org.panamatorch.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A line that {@code scripts/python/record_module_forms.py} recorded, and the same in Java. */
record RecordedForm(int number, JsonNode line) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final long SEED = 7;

    static Stream<RecordedForm> all() throws IOException {
        List<JsonNode> lines = lines("/nn/forms.jsonl").toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> new RecordedForm(i, lines.get(i)));
    }

    /** The objects of a test resource that has one a line. */
    static Stream<JsonNode> lines(String resource) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                RecordedForm.class.getResourceAsStream(resource),
                                StandardCharsets.UTF_8))) {
            return reader.lines().map(RecordedForm::parsed).toList().stream();
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return number + " " + line.get("text").asText().lines().findFirst().orElse("");
    }

    RecordedResults results() {
        return RecordedResults.of("forms", number);
    }

    String text(String key) {
        return line.get(key).asText();
    }

    boolean isCalled() {
        return line.has("inputs");
    }

    boolean hasGradients() {
        return line.has("grads");
    }

    /** The module, with the recorded seed. */
    Module build() throws ReflectiveOperationException {
        return build(Map.of());
    }

    /** The same with further keyword arguments. */
    Module build(Map<String, Object> further) throws ReflectiveOperationException {
        Torch.manualSeed(SEED);
        List<Object> args = new ArrayList<>();
        line.get("args").forEach(value -> args.add(decoded(value)));
        Map<String, Object> kwargs = new LinkedHashMap<>();
        line.get("kwargs")
                .properties()
                .forEach(entry -> kwargs.put(entry.getKey(), decoded(entry.getValue())));
        kwargs.putAll(further);
        return PythonModules.create(line.get("module").asText(), args, kwargs);
    }

    static Object decoded(JsonNode json) {
        if (json.has("values")) {
            double[] values = new double[json.get("values").size()];
            Arrays.setAll(values, i -> json.get("values").get(i).asDouble());
            return Torch.tensor(values).to(DType.FLOAT32).view(sizes(json.get("size")));
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        return switch (only.getKey()) {
            case "i" -> only.getValue().asLong();
            case "f" -> number(only.getValue().asText());
            case "b" -> only.getValue().asBoolean();
            case "s" -> only.getValue().asText();
            case "dtype" -> DType.ofName(only.getValue().asText());
            case "l" -> {
                List<Object> items = new ArrayList<>();
                only.getValue().forEach(item -> items.add(decoded(item)));
                yield items;
            }
            default -> null;
        };
    }

    /** A number as Python's {@code float.hex} writes it. */
    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static long[] sizes(JsonNode json) {
        long[] sizes = new long[json.size()];
        Arrays.setAll(sizes, i -> json.get(i).asLong());
        return sizes;
    }

    /** The inputs, of which the floating-point ones require gradients. */
    Tensor[] inputs() {
        Tensor[] inputs = new Tensor[line.get("inputs").size()];
        Arrays.setAll(inputs, i -> drawn(line.get("inputs").get(i)));
        for (int i = 0; i < inputs.length; i++) {
            if (line.get("inputs").get(i).get("draw").asText().startsWith("rand")) {
                inputs[i].requiresGrad_();
            }
        }
        return inputs;
    }

    static Tensor drawn(JsonNode spec) {
        long[] size = sizes(spec.get("size"));
        return switch (spec.get("draw").asText()) {
            case "long" -> Torch.tensor(sizes(spec.get("data"))).reshape(size);
            case "sign" -> Torch.randn(size).sign();
            case "rand" -> Torch.rand(size);
            default -> Torch.randn(size);
        };
    }

    /** What the module makes of inputs. */
    static List<Tensor> called(Module module, Tensor... inputs)
            throws ReflectiveOperationException {
        Object output = PythonModules.call(module, List.of((Object[]) inputs), Map.of());
        if (output instanceof Tensor tensor) {
            return List.of(tensor);
        }
        List<Tensor> tensors = new ArrayList<>();
        for (RecordComponent component : output.getClass().getRecordComponents()) {
            tensors.add((Tensor) component.getAccessor().invoke(output));
        }
        return tensors;
    }
}
