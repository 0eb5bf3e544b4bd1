package org.panamatorch.nativeparity;

import org.panamatorch.DType;
import org.panamatorch.Nested;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.LayerNorm;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.MultiheadAttention;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A module with options, as {@code native/parity/cases.cpp} has them, and what our module computes,
 * printed as {@code native/parity/modules.cpp} prints it.
 */
final class ModuleCase {
    private static final long TARGET = 4;
    private static final long SOURCE = 5;
    private static final long BATCH = 2;
    private static final long EMBED = 4;
    private static final long KEY_DIM = 3;
    private static final long VALUE_DIM = 5;
    private static final long FEED_FORWARD = 6;
    private static final double KEPT = 0.4;

    final String module;
    private final String text;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> outputs = new LinkedHashMap<>();
    private final StringBuilder printed = new StringBuilder();

    private ModuleCase(String text) {
        this.text = text;
        String[] words = text.split(" ");
        module = words[0];
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String[] option = word.split("=");
            options.put(option[0], option[1]);
        }
    }

    /** What the module of a case computes. */
    static String values(String text, long seed) {
        return new ModuleCase(text).computed(seed);
    }

    String text(String key, String otherwise) {
        return options.getOrDefault(key, otherwise);
    }

    long number(String key, long otherwise) {
        return options.containsKey(key) ? Long.parseLong(options.get(key)) : otherwise;
    }

    double real(String key, double otherwise) {
        return options.containsKey(key) ? Double.parseDouble(options.get(key)) : otherwise;
    }

    /** Whether an option is set that is so unless it is said. */
    boolean isOn(String key) {
        return number(key, 1) != 0;
    }

    /** Whether an option is set that is not so unless it is said. */
    boolean has(String key) {
        return number(key, 0) != 0;
    }

    String form() {
        return text("form", "padded");
    }

    boolean isUnbatched() {
        return "unbatched".equals(form());
    }

    boolean isBatchFirst() {
        return "batch_first".equals(form()) || isNested();
    }

    private boolean isNested() {
        return "nested".equals(form());
    }

    TensorOptions like() {
        return TensorOptions.of(
                "float64".equals(text("dtype", "float32")) ? DType.FLOAT64 : DType.FLOAT32);
    }

    Tensor draw(String name, long... size) {
        Tensor tensor = Torch.randn(size, like()).requiresGrad_(isOn("grad"));
        inputs.put(name, tensor);
        return tensor;
    }

    void output(String name, Tensor tensor) {
        if (tensor != null) {
            outputs.put(name, tensor);
        }
    }

    private String computed(long seed) {
        Torch.manualSeed(seed);
        Module computing;
        try (var _ = Torch.setGradEnabled(isOn("grad"))) {
            computing =
                    switch (module) {
                        case "MultiheadAttention" -> attention();
                        case "TransformerEncoderLayer", "TransformerEncoder" -> encoder();
                        default -> new RecurrentCase(this).compute();
                    };
        }
        print("case " + text);
        computing.namedParameters().forEach(this::print);
        Tensor loss = null;
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            Tensor tensor = output.getValue();
            print("out " + output.getKey(), tensor);
            if (tensor.requiresGrad()) {
                Tensor weights = Torch.linspace(-1, 1, tensor.numel(), like());
                Tensor part = tensor.mul(weights.view(tensor.sizes())).sum();
                loss = loss == null ? part : loss.add(part);
            }
        }
        if (loss != null) {
            loss.backward();
            computing.namedParameters().forEach(this::printGradient);
            inputs.forEach(this::printGradient);
        }
        return printed.toString();
    }

    private void printGradient(String name, Tensor tensor) {
        if (tensor.grad() != null) {
            print("grad " + name, tensor.grad());
        }
    }

    private void print(String line) {
        printed.append(line).append('\n');
    }

    private void print(String name, Tensor tensor) {
        printed.append(name);
        if (isNested() && name.startsWith("out output")) {
            for (Tensor part : tensor.unbind()) {
                append(part);
            }
        } else {
            append(tensor);
        }
        printed.append('\n');
    }

    private void append(Tensor tensor) {
        for (double value : tensor.detach().to(DType.FLOAT64).contiguous().toDoubleArray()) {
            printed.append(' ').append(Double.toHexString(value));
        }
    }

    /** Random sequences; nested ones are of the whole length and of half of it. */
    private Tensor sequences(String name, long length, long features) {
        if (!isNested()) {
            return draw(name, size(length, features));
        }
        Tensor whole = Torch.randn(new long[] {length, features}, like());
        Tensor half = Torch.randn(new long[] {length / 2, features}, like());
        return Nested.nestedTensor(List.of(whole, half));
    }

    private long[] size(long length, long features) {
        if (isUnbatched()) {
            return new long[] {length, features};
        }
        return isBatchFirst()
                ? new long[] {BATCH, length, features}
                : new long[] {length, BATCH, features};
    }

    private Tensor mask(long target, long source) {
        TensorOptions bool = TensorOptions.of(DType.BOOL);
        long[] wide = {(isUnbatched() ? 1 : BATCH) * number("heads", 2), target, source};
        long[] flat = {target, source};
        return switch (text("mask", "none")) {
            case "bool" -> Torch.ones(flat, bool).triu(1);
            case "causal" -> Torch.full(flat, Double.NEGATIVE_INFINITY, like()).triu(1);
            case "bool3" -> Torch.rand(wide).lt(KEPT).logicalAnd(Torch.eye(target, source).eq(0));
            case "float" -> Torch.randn(flat, like());
            case "float3" -> Torch.randn(wide, like());
            default -> null;
        };
    }

    private Tensor padding(long source) {
        String kind = text("padding", "none");
        long[] size = isUnbatched() ? new long[] {source} : new long[] {BATCH, source};
        if ("none".equals(kind)) {
            return null;
        }
        if ("float".equals(kind)) {
            return Torch.randn(size, like());
        }
        Tensor padding = Torch.zeros(size, TensorOptions.of(DType.BOOL));
        padding.view(-1, source)
                .select(0, -1)
                .select(0, "inside".equals(kind) ? 1 : source - 1)
                .fill_(1);
        return padding;
    }

    private Module attention() {
        String keys = text("keys", "same");
        boolean hasDims = "dims".equals(keys);
        MultiheadAttention attention =
                new MultiheadAttention(
                        EMBED,
                        number("heads", 2),
                        o -> {
                            o.dropout(real("dropout", 0)).bias(isOn("bias"));
                            o.addBiasKv(has("bias_kv")).addZeroAttn(has("zero"));
                            o.batchFirst(isBatchFirst()).dtype(like().dtype());
                            if (hasDims) {
                                o.kdim(KEY_DIM).vdim(VALUE_DIM);
                            }
                        });
        attention.train(isOn("training"));
        Tensor query = sequences("query", TARGET, EMBED);
        boolean isSelf = "same".equals(keys);
        Tensor key = isSelf ? query : sequences("key", SOURCE, hasDims ? KEY_DIM : EMBED);
        Tensor value = hasDims ? sequences("value", SOURCE, VALUE_DIM) : key;
        long source = isSelf ? TARGET : SOURCE;
        Tensor mask = mask(TARGET, source);
        Tensor padding = padding(source);
        String weights = text("weights", "average");
        MultiheadAttention.Output result =
                attention.call(
                        query,
                        key,
                        value,
                        o ->
                                o.keyPaddingMask(padding)
                                        .needWeights(!"none".equals(weights))
                                        .attnMask(mask)
                                        .averageAttnWeights("average".equals(weights))
                                        .isCausal(has("causal")));
        output("output", result.output());
        output("weights", result.weights());
        return attention;
    }

    private Module encoder() {
        TransformerEncoderLayer layer =
                new TransformerEncoderLayer(
                        EMBED,
                        number("heads", 2),
                        o ->
                                o.dimFeedforward(FEED_FORWARD)
                                        .dropout(real("dropout", 0))
                                        .activation(
                                                "gelu".equals(text("activation", "relu"))
                                                        ? TransformerActivation.GELU
                                                        : TransformerActivation.RELU)
                                        .layerNormEps(real("eps", 1e-5))
                                        .batchFirst(isBatchFirst())
                                        .normFirst(has("norm_first"))
                                        .bias(isOn("bias"))
                                        .dtype(like().dtype()));
        if ("TransformerEncoderLayer".equals(module)) {
            layer.train(isOn("training"));
            Tensor src = sequences("src", TARGET, EMBED);
            Tensor mask = mask(TARGET, TARGET);
            output(
                    "output",
                    layer.call(
                            src,
                            o ->
                                    o.srcMask(mask)
                                            .srcKeyPaddingMask(padding(TARGET))
                                            .isCausal(has("causal"))));
            return layer;
        }
        Layer norm = has("norm") ? new LayerNorm(EMBED) : null;
        TransformerEncoder encoder =
                new TransformerEncoder(
                        layer,
                        number("layers", 1),
                        o -> o.enableNestedTensor(isOn("nested")).norm(norm));
        encoder.train(isOn("training"));
        Tensor src = sequences("src", TARGET, EMBED);
        Tensor mask = mask(TARGET, TARGET);
        output("output", encoder.call(src, o -> o.mask(mask).srcKeyPaddingMask(padding(TARGET))));
        return encoder;
    }
}
