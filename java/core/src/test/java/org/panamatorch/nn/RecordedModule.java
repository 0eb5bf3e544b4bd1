package org.panamatorch.nn;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.utils.Rnn;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A line that {@code scripts/python/record_native_modules.py} recorded, and the same in Java. */
record RecordedModule(int number, JsonNode line) {
    static Stream<RecordedModule> all() throws IOException {
        List<JsonNode> lines = RecordedForm.lines("/nn/native_modules.jsonl").toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> new RecordedModule(i, lines.get(i)));
    }

    @Override
    public String toString() {
        return line.get("name").asText();
    }

    boolean isError() {
        return line.has("error");
    }

    boolean recordsGradients() {
        return !line.get("no_grad").asBoolean();
    }

    List<String> state() {
        return StreamSupport.stream(line.get("state").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    RecordedResults results() {
        return RecordedResults.of("native_modules", number);
    }

    /** The inputs by name: those that the recording has. */
    Tensor input(String name) {
        return tensor(line.get("inputs").get(name));
    }

    /** The first input, for which a gradient was recorded. */
    Tensor firstInput() {
        return line.get("inputs").isEmpty() ? null : tensor(line.get("inputs").iterator().next());
    }

    static Tensor tensor(JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        byte[] bytes = Base64.getDecoder().decode(json.get("data").asText());
        long[] sizes =
                StreamSupport.stream(json.get("sizes").spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .toArray();
        return Torch.tensor((Object) bytes)
                .view(DType.ofName(json.get("dtype").asText()))
                .view(sizes);
    }

    /** The module, with the recorded seed and mode. */
    Module build() throws ReflectiveOperationException {
        Torch.manualSeed(line.get("seed").asLong());
        Map<String, Object> options = values(line.get("options"));
        String type = line.get("module").asText();
        if (line.has("layer")) {
            Module layer =
                    PythonModules.create(type + "Layer", List.of(), values(line.get("layer")));
            options.put(
                    layer instanceof TransformerDecoderLayer ? "decoder_layer" : "encoder_layer",
                    layer);
        }
        Module module = PythonModules.create(type, List.of(), options);
        module.train(line.get("training").asBoolean());
        return module;
    }

    private static Map<String, Object> values(JsonNode options) {
        Map<String, Object> values = new LinkedHashMap<>();
        options.properties()
                .forEach(
                        option -> {
                            JsonNode value = option.getValue();
                            values.put(
                                    option.getKey(),
                                    option.getKey().equals("dtype")
                                            ? DType.ofName(value.asText())
                                            : plain(value));
                        });
        return values;
    }

    private static Object plain(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        } else if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
    }

    /** Runs the module on the recorded inputs, of which the first is given. */
    Tensor[] call(Module module, Tensor first) throws ReflectiveOperationException {
        if (module instanceof RNNBase<?> recurrent) {
            return input("lengths") == null ? run(recurrent, first) : runPacked(recurrent, first);
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        line.get("inputs")
                .properties()
                .forEach(
                        input -> {
                            JsonNode value = input.getValue();
                            arguments.put(
                                    input.getKey(),
                                    value.isBoolean() ? (Object) value.asBoolean() : tensor(value));
                        });
        arguments.remove(line.get("inputs").fieldNames().next());
        if (module instanceof MultiheadAttention) {
            // One object is self-attention.
            arguments.putIfAbsent("key", first);
            arguments.putIfAbsent("value", arguments.get("key"));
        }
        return switch (PythonModules.call(module, List.of(first), arguments)) {
            case MultiheadAttention.Output result ->
                    new Tensor[] {result.output(), result.weights()};
            case Tensor output -> new Tensor[] {output};
            case Object other -> throw new AssertionError(other);
        };
    }

    private Tensor[] run(RNNBase<?> recurrent, Tensor first) {
        return switch (recurrent) {
            case RNN rnn -> {
                RNN.Output result = rnn.call(first, input("hx"));
                yield new Tensor[] {result.output(), result.hidden()};
            }
            case GRU gru -> {
                GRU.Output result = gru.call(first, input("hx"));
                yield new Tensor[] {result.output(), result.hidden()};
            }
            case LSTM lstm -> {
                LSTM.Output result = lstm.call(first, input("hx"), input("cx"));
                yield new Tensor[] {result.output(), result.hidden(), result.cell()};
            }
        };
    }

    private Tensor[] runPacked(RNNBase<?> recurrent, Tensor first) {
        PackedSequence packed =
                Rnn.packPaddedSequence(
                        first,
                        input("lengths"),
                        o -> o.batchFirst(recurrent.batchFirst()).enforceSorted(false));
        return switch (recurrent) {
            case RNN rnn -> {
                RNN.PackedOutput result = rnn.call(packed, input("hx"));
                yield new Tensor[] {result.output().data(), result.hidden()};
            }
            case GRU gru -> {
                GRU.PackedOutput result = gru.call(packed, input("hx"));
                yield new Tensor[] {result.output().data(), result.hidden()};
            }
            case LSTM lstm -> {
                LSTM.PackedOutput result = lstm.call(packed, input("hx"), input("cx"));
                yield new Tensor[] {result.output().data(), result.hidden(), result.cell()};
            }
        };
    }
}
