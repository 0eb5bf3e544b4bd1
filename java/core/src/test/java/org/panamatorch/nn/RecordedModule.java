package org.panamatorch.nn;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.nn.utils.Rnn;
import org.panamatorch.option.Nonlinearity;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
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
    Module build() {
        Torch.manualSeed(line.get("seed").asLong());
        JsonNode options = line.get("options");
        Module module =
                switch (line.get("module").asText()) {
                    case "MultiheadAttention" -> attention(options);
                    case "TransformerEncoderLayer" -> layer(options);
                    case "TransformerEncoder" -> encoder(options);
                    case "TransformerDecoderLayer" -> decoderLayer(options);
                    case "TransformerDecoder" ->
                            new TransformerDecoder(
                                    decoderLayer(line.get("layer")),
                                    options.get("num_layers").asLong());
                    case "Transformer" ->
                            with(
                                            Transformer.builder(
                                                    options.get("d_model").asLong(),
                                                    options.get("nhead").asLong()),
                                            options)
                                    .numEncoderLayers(options.get("num_encoder_layers").asLong())
                                    .numDecoderLayers(options.get("num_decoder_layers").asLong())
                                    .build();
                    default -> recurrent(line.get("module").asText(), options);
                };
        module.train(line.get("training").asBoolean());
        return module;
    }

    private static MultiheadAttention attention(JsonNode options) {
        MultiheadAttention.Builder builder =
                MultiheadAttention.builder(
                        options.get("embed_dim").asLong(), options.get("num_heads").asLong());
        options.fieldNames()
                .forEachRemaining(
                        name -> {
                            JsonNode value = options.get(name);
                            switch (name) {
                                case "embed_dim", "num_heads" -> {}
                                case "dropout" -> builder.dropout(value.asDouble());
                                case "bias" -> builder.bias(value.asBoolean());
                                case "add_bias_kv" -> builder.addBiasKv(value.asBoolean());
                                case "add_zero_attn" -> builder.addZeroAttn(value.asBoolean());
                                case "kdim" -> builder.kdim(value.asLong());
                                case "vdim" -> builder.vdim(value.asLong());
                                case "batch_first" -> builder.batchFirst(value.asBoolean());
                                case "dtype" ->
                                        builder.options(
                                                TensorOptions.of(DType.ofName(value.asText())));
                                default -> throw new AssertionError(name);
                            }
                        });
        return builder.build();
    }

    private static TransformerEncoderLayer layer(JsonNode options) {
        return with(
                        TransformerEncoderLayer.builder(
                                options.get("d_model").asLong(), options.get("nhead").asLong()),
                        options)
                .build();
    }

    private static TransformerDecoderLayer decoderLayer(JsonNode options) {
        return with(
                        TransformerDecoderLayer.builder(
                                options.get("d_model").asLong(), options.get("nhead").asLong()),
                        options)
                .build();
    }

    private static <B extends TransformerLayerBuilder<B>> B with(B builder, JsonNode options) {
        options.fieldNames()
                .forEachRemaining(
                        name -> {
                            JsonNode value = options.get(name);
                            switch (name) {
                                case "d_model",
                                        "nhead",
                                        "num_encoder_layers",
                                        "num_decoder_layers" -> {}
                                case "dim_feedforward" -> builder.dimFeedforward(value.asLong());
                                case "dropout" -> builder.dropout(value.asDouble());
                                case "activation" -> builder.activation(value.asText());
                                case "layer_norm_eps" -> builder.layerNormEps(value.asDouble());
                                case "batch_first" -> builder.batchFirst(value.asBoolean());
                                case "norm_first" -> builder.normFirst(value.asBoolean());
                                case "bias" -> builder.bias(value.asBoolean());
                                default -> throw new AssertionError(name);
                            }
                        });
        return builder;
    }

    private TransformerEncoder encoder(JsonNode options) {
        return TransformerEncoder.builder(
                        layer(line.get("layer")), options.get("num_layers").asLong())
                .enableNestedTensor(
                        !options.has("enable_nested_tensor")
                                || options.get("enable_nested_tensor").asBoolean())
                .build();
    }

    private static Module recurrent(String type, JsonNode options) {
        long inputSize = options.get("input_size").asLong();
        long hiddenSize = options.get("hidden_size").asLong();
        return switch (type) {
            case "RNN" -> {
                RNN.Builder builder = with(RNN.builder(inputSize, hiddenSize), options);
                yield (options.has("nonlinearity")
                                ? builder.nonlinearity(Nonlinearity.RELU)
                                : builder)
                        .build();
            }
            case "LSTM" ->
                    with(LSTM.builder(inputSize, hiddenSize), options)
                            .projSize(
                                    options.has("proj_size")
                                            ? options.get("proj_size").asLong()
                                            : 0)
                            .build();
            case "GRU" -> with(GRU.builder(inputSize, hiddenSize), options).build();
            default -> throw new AssertionError(type);
        };
    }

    private static <B extends RNNBase.Builder<B>> B with(B builder, JsonNode options) {
        options.fieldNames()
                .forEachRemaining(
                        name -> {
                            JsonNode value = options.get(name);
                            switch (name) {
                                case "input_size", "hidden_size", "proj_size", "nonlinearity" -> {}
                                case "num_layers" -> builder.numLayers(value.asLong());
                                case "bias" -> builder.bias(value.asBoolean());
                                case "batch_first" -> builder.batchFirst(value.asBoolean());
                                case "dropout" -> builder.dropout(value.asDouble());
                                case "bidirectional" -> builder.bidirectional(value.asBoolean());
                                case "dtype" ->
                                        builder.options(
                                                TensorOptions.of(DType.ofName(value.asText())));
                                default -> throw new AssertionError(name);
                            }
                        });
        return builder;
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
