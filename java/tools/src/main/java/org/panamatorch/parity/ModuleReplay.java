package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.PythonModules;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Replays the cases of modules: construction, state, printed form, forward and backward. */
final class ModuleReplay extends CaseReplay {
    static final String FILE = "modules.jsonl";

    private static final String NUMBER = "(?:[-+.e\\d]+|None)";
    private static final Pattern NUMBERS =
            Pattern.compile("\\[((?:" + NUMBER + "(?:, " + NUMBER + ")*)?)]");

    ModuleReplay(Storages storages, Report report) {
        super(storages, report, "module");
    }

    @Override
    String outcome(JsonNode json, String name) throws IOException, ReflectiveOperationException {
        Module module = created(json, name);
        String why = stateDifference(json.get("state"), module);
        if (why != null) {
            return "state: " + why;
        }
        String printed = json.get("repr").asText();
        if (!withTuples(module.toString()).equals(withTuples(printed))) {
            return "printed form is\n" + module + "\nexpected\n" + printed;
        }
        ModuleInputs inputs = ModuleInputs.of(json.get("forward"), values);
        Torch.manualSeed(json.path("seed").asLong());
        Object out = PythonModules.call(module, inputs.args(), inputs.kwargs());
        List<Object> got = Comparison.flat(out);
        why = Comparison.difference(Comparison.flat(values.decode(json.get("out"))), got, true);
        if (why != null) {
            return "forward: " + why;
        }
        backward(got);
        why = gradientDifference(json.get("grads"), module);
        if (why != null) {
            return "gradients: " + why;
        }
        why = inputs.difference(values.decodeAll(json.get("input_grads")));
        if (why != null) {
            return "gradients of inputs: " + why;
        }
        why = json.has("state_after") ? stateDifference(json.get("state_after"), module) : null;
        return why == null ? null : "state after forward: " + why;
    }

    /**
     * A printed form with lists of numbers as tuples: a recording writes both as the same value,
     * but Python's modules print what they were given.
     */
    private static String withTuples(String printed) {
        return NUMBERS.matcher(printed)
                .replaceAll(
                        found ->
                                found.group(1).isEmpty() || found.group(1).contains(",")
                                        ? "(" + found.group(1) + ")"
                                        : "(" + found.group(1) + ",)");
    }

    private Module created(JsonNode json, String name)
            throws IOException, ReflectiveOperationException {
        List<Object> args = values.decodeAll(json.get("args"));
        Map<String, Object> kwargs = values.decodeAllByName(json.get("kwargs"));
        Torch.manualSeed(json.path("seed").asLong());
        Module module = PythonModules.create(name, args, kwargs);
        module.to(DType.ofName(json.get("dtype").asText()));
        module.train(json.get("training").asBoolean());
        return module;
    }

    private String stateDifference(JsonNode wanted, Module module) throws IOException {
        Map<String, Tensor> state = module.stateDict();
        List<String> names = wanted.properties().stream().map(Map.Entry::getKey).toList();
        String why = namesDifference(names, state);
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            if (why != null) {
                break;
            }
            String name = entry.getKey();
            if (entry.getValue().has("lazy") || PythonModules.isLazy(module, name)) {
                why =
                        lazyDifference(
                                entry.getValue(),
                                PythonModules.isLazy(module, name),
                                state.get(name));
            } else {
                why = Comparison.difference(values.decode(entry.getValue()), state.get(name), true);
            }
            why = why == null ? null : name + " " + why;
        }
        return why;
    }

    private static String lazyDifference(JsonNode wanted, boolean isLazy, Tensor tensor) {
        if (isLazy != wanted.has("lazy")) {
            return isLazy ? "has no size yet, expected one" : "has a size, expected none yet";
        }
        DType dtype = DType.ofName(wanted.get("lazy").asText());
        return tensor.dtype() == dtype
                ? null
                : "is of " + tensor.dtype() + ", expected one of " + dtype;
    }

    private static String namesDifference(Collection<String> wanted, Map<String, ?> got) {
        return List.copyOf(got.keySet()).equals(List.copyOf(wanted))
                ? null
                : "has the names " + got.keySet() + ", expected " + wanted;
    }

    private static void backward(List<Object> results) {
        Tensor sum = null;
        for (Object result : results) {
            if (result instanceof Tensor tensor && tensor.requiresGrad()) {
                Tensor part = (tensor.dtype().isComplex() ? tensor.abs() : tensor).sum();
                sum = sum == null ? part : sum.add(part);
            }
        }
        if (sum != null) {
            sum.backward();
        }
    }

    private String gradientDifference(JsonNode json, Module module) throws IOException {
        // Of a parameter without a gradient a recording has null or nothing.
        Map<String, Object> wanted = values.decodeAllByName(json);
        wanted.values().removeIf(Objects::isNull);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        module.namedParameters()
                .forEach(
                        (name, parameter) -> {
                            Tensor gradient = parameter.grad();
                            if (gradient != null) {
                                gradients.put(name, gradient);
                            }
                        });
        String why = namesDifference(wanted.keySet(), gradients);
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            if (why != null) {
                break;
            }
            String name = entry.getKey();
            why = Comparison.difference(entry.getValue(), gradients.get(name), true);
            why = why == null ? null : name + " " + why;
        }
        return why;
    }
}
