package org.panamatorch.nn;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.utils.Parametrizations;
import org.panamatorch.nn.utils.Parametrize;
import org.panamatorch.nn.utils.SpectralNorm;
import org.panamatorch.nn.utils.SpectralNormOptions;
import org.panamatorch.nn.utils.WeightNorm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A line that {@code scripts/python/record_module_utils.py} recorded, and the same in Java. */
record RecordedUtils(int number, JsonNode line) {
    private static final long SEED = 7;
    private static final double EPS = 1e-12;

    static Stream<RecordedUtils> all() throws IOException {
        List<JsonNode> lines = RecordedForm.lines("/nn/utils.jsonl").toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> new RecordedUtils(i, lines.get(i)));
    }

    @Override
    public String toString() {
        return number + " " + line.get("module").asText() + " " + line.get("utils");
    }

    RecordedResults results() {
        return RecordedResults.of("utils", number);
    }

    boolean isError() {
        return line.has("error");
    }

    Module build() throws ReflectiveOperationException {
        Torch.manualSeed(SEED);
        List<Object> args = new ArrayList<>();
        line.get("args").forEach(value -> args.add(RecordedForm.decoded(value)));
        if (line.has("layer")) {
            TransformerEncoderLayer layer =
                    (TransformerEncoderLayer)
                            PythonModules.create(
                                    "TransformerEncoderLayer", List.of(), kwargs("layer"));
            return new TransformerEncoder(layer, (Long) kwargs("kwargs").get("num_layers"));
        }
        return PythonModules.create(line.get("module").asText(), args, kwargs("kwargs"));
    }

    private Map<String, Object> kwargs(String key) {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        line.get(key)
                .properties()
                .forEach(
                        entry ->
                                kwargs.put(entry.getKey(), RecordedForm.decoded(entry.getValue())));
        return kwargs;
    }

    Module part(Module module) {
        return module.getSubmodule(line.get("path").asText());
    }

    /** The name of the tensor that was changed last. */
    String tensor() {
        JsonNode utils = line.get("utils");
        return utils.get(utils.size() - 1).get("name").asText();
    }

    void apply(Module module) {
        line.get("utils").forEach(util -> apply(part(module), util));
    }

    private static void apply(Module part, JsonNode util) {
        JsonNode options = util.path("options");
        String name = util.get("name").asText();
        Long rows = options.has("dim") ? longOrNull(options.get("dim")) : Long.valueOf(0);
        long steps = options.path("n_power_iterations").asLong(1);
        double eps = options.path("eps").asDouble(EPS);
        Consumer<SpectralNormOptions> spectral =
                o -> {
                    o.name(name).nPowerIterations(steps).eps(eps);
                    if (options.path("dim").isNumber()) {
                        o.dim(rows);
                    }
                };
        switch (util.get("util").asText()) {
            case "weight_norm" -> Parametrizations.weightNorm(part, o -> o.name(name).dim(rows));
            case "spectral_norm" -> Parametrizations.spectralNorm(part, spectral);
            case "orthogonal" ->
                    Parametrizations.orthogonal(
                            part,
                            o -> {
                                o.name(name);
                                if (options.path("orthogonal_map").isTextual()) {
                                    o.orthogonalMap(options.get("orthogonal_map").asText());
                                }
                                o.useTrivialization(
                                        options.path("use_trivialization").asBoolean(true));
                            });
            case "hooked_weight_norm" -> WeightNorm.weightNorm(part, o -> o.name(name).dim(rows));
            case "hooked_spectral_norm" -> SpectralNorm.spectralNorm(part, spectral);
            case "register" ->
                    Parametrize.registerParametrization(
                            part, name, OwnParametrizations.create(options.get("kind").asText()));
            default -> throw new AssertionError(util);
        }
    }

    private static Long longOrNull(JsonNode json) {
        return json.isNull() ? null : Long.valueOf(json.asLong());
    }

    void undo(Module module) {
        for (JsonNode util : line.get("utils")) {
            String name = util.get("name").asText();
            switch (util.get("util").asText()) {
                case "hooked_weight_norm" -> WeightNorm.removeWeightNorm(part(module), name);
                case "hooked_spectral_norm" -> SpectralNorm.removeSpectralNorm(part(module), name);
                default -> {
                    if (Parametrize.isParametrized(part(module), name)) {
                        Parametrize.removeParametrizations(
                                part(module), name, line.path("leave").asBoolean(true));
                    }
                }
            }
        }
    }

    Tensor[] inputs() {
        JsonNode dtype = line.get("kwargs").path("dtype");
        List<Tensor> inputs = new ArrayList<>();
        for (JsonNode spec : line.get("inputs")) {
            String draw = spec.get("draw").asText();
            Tensor input = "same".equals(draw) ? inputs.getFirst() : RecordedForm.drawn(spec);
            inputs.add(
                    dtype.isMissingNode()
                            ? input
                            : input.to(DType.ofName(dtype.get("dtype").asText())));
        }
        return inputs.toArray(Tensor[]::new);
    }

    static Tensor loss(List<Tensor> outputs) {
        Tensor total = null;
        for (Tensor output : outputs) {
            if (output != null && output.requiresGrad()) {
                Tensor weights = Torch.linspace(-1, 1, output.numel()).reshape(output.sizes());
                Tensor real =
                        output.dtype().isComplex() ? Torch.viewAsReal(output).sum(-1) : output;
                Tensor part = real.mul(weights).sum();
                total = total == null ? part : total.add(part);
            }
        }
        return total;
    }
}
