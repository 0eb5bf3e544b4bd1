package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.WarningCapture;
import org.panamatorch.Warnings;
import org.panamatorch.distributions.Constraint;
import org.panamatorch.distributions.ConstraintRegistry;
import org.panamatorch.distributions.Distribution;
import org.panamatorch.distributions.Kl;
import org.panamatorch.distributions.Transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what a line of distributions.jsonl says, and compares with what Python got. */
final class DistributionReplay {
    private static final int SEED = 7;
    private static final Map<TorchException.Kind, List<String>> ERRORS =
            Map.of(
                    TorchException.Kind.NOT_IMPLEMENTED, List.of("NotImplementedError"),
                    TorchException.Kind.VALUE, List.of("ValueError", "AssertionError"),
                    TorchException.Kind.INDEX, List.of("IndexError"),
                    TorchException.Kind.TYPE, List.of("TypeError"),
                    TorchException.Kind.RUNTIME, List.of("RuntimeError"));

    private final JsonNode line;
    private final DType dtype;
    private final double bound;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private DistributionReplay(JsonNode line, double bound) {
        this.line = line;
        this.dtype = DType.ofName(line.get("dtype").asText());
        this.bound = bound;
    }

    /**
     * What differs.
     *
     * @param bound how far numbers may be apart, relative to the greater of theirs and 1; 0 for the
     *     same bits
     */
    static List<String> differences(JsonNode line, double bound) {
        try (TensorScope _ = new TensorScope();
                WarningCapture _ = Warnings.capture()) {
            DistributionReplay replay = new DistributionReplay(line, bound);
            try {
                replay.run();
            } catch (RuntimeException e) {
                return List.of(replay.named("") + e);
            }
            return replay.compared();
        }
    }

    private void run() {
        if (line.has("distribution")) {
            runDistribution();
        } else if (line.has("p")) {
            runDivergence();
        } else if (line.has("transform")) {
            runTransform();
        } else if (line.has("constraint")) {
            runConstraint();
        } else {
            attempt("error", () -> made().make(line.get("refused").asText()).toString());
        }
    }

    private RecordedDistributions made() {
        return new RecordedDistributions(line.get("parameters"), dtype);
    }

    private void attempt(String name, Supplier<Object> code) {
        try {
            results.put(name, code.get());
        } catch (TorchException e) {
            results.put(name, e);
        }
    }

    private static List<Tensor> seeded(Supplier<Tensor> code) {
        Torch.manualSeed(SEED);
        return List.of(code.get(), Torch.rand(2));
    }

    private static List<Long> sizes(Shape shape) {
        return Arrays.stream(shape.toArray()).boxed().toList();
    }

    private void runDistribution() {
        String name = line.get("distribution").asText();
        Tensor value = tensor(line.get("results").get("value"));
        facts(made().make(name), value);
        if (line.get("results").has("log_prob_gradients")) {
            gradients("log_prob_gradients", name, each -> each.logProb(value));
            gradients("rsample_gradients", name, each -> each.rsample(Shape.of(2)));
            gradients("entropy_gradients", name, Distribution::entropy);
        }
    }

    private void facts(Distribution made, Tensor value) {
        results.put("repr", made.toString());
        results.put("batch_shape", sizes(made.batchShape()));
        results.put("event_shape", sizes(made.eventShape()));
        results.put("has_rsample", made.hasRsample());
        results.put("has_enumerate_support", made.hasEnumerateSupport());
        attempt("support", () -> made.support().toString());
        attempt("arg_constraints", () -> made.argConstraints().values().toString());
        attempt("sample", () -> seeded(made::sample));
        attempt("samples", () -> seeded(() -> made.sample(Shape.of(2, 3))));
        attempt("rsample", () -> seeded(() -> made.rsample(Shape.of(3))));
        Torch.manualSeed(SEED);
        results.put("value", made.sample(Shape.of(3)));
        attempt("log_prob", () -> made.logProb(value));
        attempt("cdf", () -> made.cdf(value));
        attempt("icdf", () -> made.icdf(units(made, value)));
        attempt("mean", made::mean);
        attempt("mode", made::mode);
        attempt("variance", made::variance);
        attempt("stddev", made::stddev);
        attempt("entropy", made::entropy);
        attempt("perplexity", made::perplexity);
        attempt("enumerate_support", made::enumerateSupport);
        attempt("enumerate_unexpanded", () -> made.enumerateSupport(false));
        attempt("outside", () -> made.logProb(outside(value)));
        attempt("unfit", () -> made.logProb(Torch.ones(Shape.of(7, 5), value.dtype())));
        Shape wide = joined(2, made.batchShape());
        attempt("expanded", () -> seeded(made.expand(wide)::sample));
        attempt("expanded_log_prob", () -> made.expand(wide).logProb(value.narrow(0, 0, 2)));
        attempt("expanded_repr", () -> made.expand(wide).toString());
        results.put("repr_at_last", made.toString());
    }

    private static Tensor units(Distribution made, Tensor value) {
        DType type = value.dtype().isFloatingPoint() ? value.dtype() : DType.FLOAT32;
        long[] sizes = new long[1 + made.batchShape().dim()];
        Arrays.fill(sizes, 1);
        sizes[0] = 3;
        return Torch.linspace(0.1, 0.9, 3, type).view(sizes);
    }

    private static Tensor outside(Tensor value) {
        return value.dtype().isFloatingPoint() ? Torch.fullLike(value, Double.NaN) : value.sub(1);
    }

    private static Shape joined(long first, Shape shape) {
        long[] sizes = new long[shape.dim() + 1];
        sizes[0] = first;
        System.arraycopy(shape.toArray(), 0, sizes, 1, shape.dim());
        return Shape.of(sizes);
    }

    private static Tensor weighted(Tensor value) {
        long count = value.numel();
        Tensor weights = Torch.linspace(0.5, 1.5, Math.max(count, 1), value.dtype());
        return value.mul(weights.narrow(0, 0, count).view(value.shape())).sum();
    }

    private static List<Tensor> gradients(Tensor total, List<Tensor> leaves) {
        return Autograd.grad(total, leaves, o -> o.allowUnused(true)).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private void gradients(String name, String type, Function<Distribution, Tensor> function) {
        attempt(
                name,
                () -> {
                    RecordedDistributions made = made().leaves();
                    Torch.manualSeed(SEED);
                    Tensor total = weighted(function.apply(made.make(type)));
                    return gradients(total, made.tensors());
                });
    }

    private void runDivergence() {
        String p = line.get("p").asText();
        String q = line.get("q").asText();
        BiFunction<RecordedDistributions, RecordedDistributions, Tensor> divergence =
                (a, b) -> Kl.klDivergence(a.make(p), b.make(q));
        attempt("kl", () -> divergence.apply(parameters(0), parameters(1)));
        attempt(
                "gradients",
                () -> {
                    RecordedDistributions a = parameters(0).leaves();
                    RecordedDistributions b = parameters(1).leaves();
                    List<Tensor> leaves = new ArrayList<>(a.tensors());
                    leaves.addAll(b.tensors());
                    return gradients(weighted(divergence.apply(a, b)), leaves);
                });
    }

    private RecordedDistributions parameters(int index) {
        return new RecordedDistributions(line.get("parameters").get(index), dtype);
    }

    private void runTransform() {
        JsonNode none = JsonNodeFactory.instance.objectNode();
        Transform t =
                new RecordedDistributions(none, dtype).transform(line.get("transform").asText());
        Tensor x = tensor(line.get("before")).requiresGrad_();
        Tensor y = t.call(x);
        results.put("repr", t.toString());
        results.put("inverse_repr", t.inv().toString());
        results.put("bijective", t.bijective());
        attempt("sign", () -> t.sign().dtype().isFloatingPoint() ? t.sign() : t.sign().itemLong());
        attempt("domain", () -> t.domain().toString());
        attempt("codomain", () -> t.codomain().toString());
        attempt("event_dim", () -> (long) t.eventDim());
        results.put("y", y);
        attempt("x", () -> t.inv().call(y.detach()));
        if (!line.get("after").isNull()) {
            attempt("inverse", () -> t.inv().call(tensor(line.get("after"))));
        }
        attempt("log_abs_det_jacobian", () -> t.logAbsDetJacobian(x, y));
        attempt("inverse_log_abs_det_jacobian", () -> t.inv().logAbsDetJacobian(y, x));
        attempt("gradient", () -> Autograd.grad(weighted(y), x));
        attempt("forward_shape", () -> sizes(t.forwardShape(x.shape())));
        attempt("inverse_shape", () -> sizes(t.inverseShape(y.shape())));
        attempt(
                "cached",
                () -> {
                    Transform cached = t.withCache();
                    return cached.inv().call(cached.call(x)) == x;
                });
    }

    private void runConstraint() {
        Constraint c = RecordedDistributions.constraint(line.get("constraint").asText());
        results.put("repr", c.toString());
        results.put("is_discrete", c.isDiscrete());
        results.put("event_dim", (long) c.eventDim());
        List<Object> checks = new ArrayList<>();
        for (JsonNode value : line.get("values")) {
            try {
                checks.add(c.check(tensor(value)));
            } catch (TorchException e) {
                checks.add(e);
            }
        }
        results.put("checks", checks);
        Tensor x = tensor(line.get("x"));
        attempt("biject_to", () -> ConstraintRegistry.bijectTo(c).toString());
        attempt("biject_to_value", () -> ConstraintRegistry.bijectTo(c).call(x));
        attempt("transform_to", () -> ConstraintRegistry.transformTo(c).toString());
        attempt("transform_to_value", () -> ConstraintRegistry.transformTo(c).call(x));
    }

    private static Tensor tensor(JsonNode encoded) {
        byte[] bytes = HexFormat.of().parseHex(encoded.get("bits").asText());
        DType type = DType.ofName(encoded.get("dtype").asText());
        List<Long> sizes = new ArrayList<>();
        encoded.get("size").forEach(each -> sizes.add(each.asLong()));
        Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
        return Torch.tensor(widened(bytes)).toByte().view(-1).view(type).view(shape).clone();
    }

    private static long[] widened(byte... bytes) {
        long[] numbers = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = bytes[i] & 0xFF;
        }
        return numbers;
    }

    private List<String> compared() {
        List<String> differences = new ArrayList<>();
        line.get("results")
                .properties()
                .forEach(
                        each -> {
                            String difference =
                                    difference(each.getValue(), results.get(each.getKey()));
                            if (difference != null) {
                                differences.add(named(each.getKey()) + ": " + difference);
                            }
                        });
        return differences;
    }

    private String named(String result) {
        StringBuilder name = new StringBuilder();
        for (String key : List.of("distribution", "p", "q", "transform", "constraint", "refused")) {
            if (line.has(key)) {
                name.append(line.get(key).asText()).append(' ');
            }
        }
        return name + String.valueOf(line.get("parameters")) + " " + dtype + " " + result;
    }

    private String difference(JsonNode wanted, Object got) {
        if (wanted.isNull()) {
            return got == null ? null : "is " + got + ", expected nothing";
        }
        if (wanted.has("error")) {
            return errorDifference(wanted, got);
        }
        if (got instanceof TorchException e) {
            return "throws " + e.kind() + " " + e.getMessage();
        }
        if (wanted.has("bits")) {
            return got instanceof Tensor tensor
                    ? tensorDifference(wanted, tensor)
                    : "is " + got + ", expected a tensor";
        }
        if (wanted.isArray()) {
            return listDifference(wanted, (List<?>) got);
        }
        String text = String.valueOf(got);
        return wanted.asText().equals(text) ? null : "is " + text + ", expected " + wanted.asText();
    }

    private String listDifference(JsonNode wanted, List<?> got) {
        if (wanted.size() != got.size()) {
            return "has " + got.size() + " elements, expected " + wanted.size();
        }
        for (int i = 0; i < got.size(); i++) {
            String difference = difference(wanted.get(i), got.get(i));
            if (difference != null) {
                return "[" + i + "] " + difference;
            }
        }
        return null;
    }

    private static String errorDifference(JsonNode wanted, Object got) {
        String error = wanted.get("error").asText();
        String text = spaced(wanted.get("text").asText());
        if (!(got instanceof TorchException e)) {
            return "is " + got + ", expected " + error + " " + text;
        }
        boolean isOfKind = ERRORS.getOrDefault(e.kind(), List.of()).contains(error);
        // LibTorch's own texts become sentences, and where Python has no text we have one.
        boolean isSame =
                error.equals("RuntimeError")
                        || text.isEmpty()
                        || spaced(e.getMessage()).equals(text);
        return isOfKind && isSame
                ? null
                : "throws " + e.kind() + " " + e.getMessage() + ", expected " + error + " " + text;
    }

    // Some of Python's texts are broken over lines of its source within the quotes.
    private static String spaced(String text) {
        return text.replaceAll(" {2,}", " ");
    }

    private String tensorDifference(JsonNode wanted, Tensor got) {
        Tensor expected = tensor(wanted);
        if (expected.dtype() != got.dtype() || !expected.shape().equals(got.shape())) {
            return "is %s %s, expected %s %s"
                    .formatted(got.dtype(), got.shape(), expected.dtype(), expected.shape());
        }
        if (bound == 0 || !got.dtype().isFloatingPoint()) {
            return new ElementBits(got.dtype()).firstDifference(bytes(wanted), bytesOf(got));
        }
        return near(expected.toDouble(), got.detach().toDouble());
    }

    private String near(Tensor expected, Tensor got) {
        Tensor allowed = expected.abs().clamp(1).mul(bound);
        boolean isNear =
                got.sub(expected)
                        .abs()
                        .le(allowed)
                        .bitwiseOr(got.eq(expected))
                        .bitwiseOr(got.isnan().bitwiseAnd(expected.isnan()))
                        .all()
                        .itemBoolean();
        return isNear ? null : "is " + got + ", expected " + expected;
    }

    private static byte[] bytes(JsonNode wanted) {
        return HexFormat.of().parseHex(wanted.get("bits").asText());
    }

    private static byte[] bytesOf(Tensor tensor) {
        if (tensor.numel() == 0) {
            return new byte[0];
        }
        long[] bytes =
                tensor.detach().contiguous().view(-1).view(DType.UINT8).toLong().toLongArray();
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return narrow;
    }
}
