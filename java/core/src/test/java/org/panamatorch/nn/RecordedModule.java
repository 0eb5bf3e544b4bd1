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

    private boolean flag(String name, boolean otherwise) {
        JsonNode value = line.get("inputs").get(name);
        return value == null ? otherwise : value.asBoolean();
    }

    private Boolean optionalFlag(String name) {
        return line.get("inputs").has(name) ? flag(name, false) : null;
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
    Tensor[] call(Module module, Tensor first) {
        return switch (module) {
            case MultiheadAttention attention -> attend(attention, first);
            case TransformerEncoderLayer layer ->
                    new Tensor[] {
                        layer.call(
                                first,
                                input("src_mask"),
                                input("src_key_padding_mask"),
                                flag("is_causal", false))
                    };
            case TransformerEncoder encoder ->
                    new Tensor[] {
                        encoder.call(
                                first,
                                input("mask"),
                                input("src_key_padding_mask"),
                                optionalFlag("is_causal"))
                    };
            case TransformerDecoderLayer layer ->
                    new Tensor[] {
                        layer.call(
                                first,
                                input("memory"),
                                input("tgt_mask"),
                                input("memory_mask"),
                                input("tgt_key_padding_mask"),
                                input("memory_key_padding_mask"),
                                flag("tgt_is_causal", false),
                                false)
                    };
            case TransformerDecoder decoder ->
                    new Tensor[] {
                        decoder.call(
                                first,
                                input("memory"),
                                input("tgt_mask"),
                                input("memory_mask"),
                                input("tgt_key_padding_mask"),
                                input("memory_key_padding_mask"),
                                optionalFlag("tgt_is_causal"),
                                false)
                    };
            case Transformer transformer ->
                    new Tensor[] {
                        transformer.call(
                                first,
                                input("tgt"),
                                input("src_mask"),
                                input("tgt_mask"),
                                input("memory_mask"),
                                input("src_key_padding_mask"),
                                input("tgt_key_padding_mask"),
                                input("memory_key_padding_mask"),
                                optionalFlag("src_is_causal"),
                                optionalFlag("tgt_is_causal"),
                                false)
                    };
            case RNNBase recurrent ->
                    input("lengths") == null ? run(recurrent, first) : runPacked(recurrent, first);
            default -> throw new AssertionError(module);
        };
    }

    private Tensor[] attend(MultiheadAttention attention, Tensor query) {
        Tensor givenKey = input("key");
        Tensor givenValue = input("value");
        Tensor key = givenKey == null ? query : givenKey;
        MultiheadAttention.Output result =
                attention.call(
                        query,
                        key,
                        givenValue == null ? key : givenValue,
                        input("key_padding_mask"),
                        flag("need_weights", true),
                        input("attn_mask"),
                        flag("average_attn_weights", true),
                        flag("is_causal", false));
        return new Tensor[] {result.output(), result.weights()};
    }

    private Tensor[] run(RNNBase recurrent, Tensor first) {
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

    private Tensor[] runPacked(RNNBase recurrent, Tensor first) {
        PackedSequence packed =
                Rnn.packPaddedSequence(first, input("lengths"), recurrent.batchFirst(), false);
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
