package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Tensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a module's {@code forward} is called with.
 *
 * <p>A recording may tell of each tensor, lists gone into, or of each argument whether it requires
 * gradients.
 */
record ModuleInputs(List<Object> args, Map<String, Object> kwargs) {
    /** The recorded ones, of which those that had gradients require them. */
    static ModuleInputs of(JsonNode json, Values values) throws IOException {
        ModuleInputs inputs =
                new ModuleInputs(
                        values.decodeAll(json.get("args")),
                        values.decodeAllByName(json.get("kwargs")));
        JsonNode flags = json.get("requires_grad");
        List<Object> carriers = new ArrayList<>(inputs.tensors());
        if (flags.size() != carriers.size()) {
            carriers = new ArrayList<>(inputs.args);
            carriers.addAll(inputs.kwargs.values());
        }
        if (flags.size() != carriers.size()) {
            throw new IllegalArgumentException(
                    "requires_grad has "
                            + flags.size()
                            + " entries for "
                            + inputs.tensors().size()
                            + " tensors in "
                            + carriers.size()
                            + " arguments");
        }
        for (int i = 0; i < carriers.size(); i++) {
            boolean requiresGrad = flags.get(i).asBoolean();
            tensorsIn(carriers.get(i)).forEach(tensor -> tensor.requiresGrad_(requiresGrad));
        }
        return inputs;
    }

    private static List<Tensor> tensorsIn(Object value) {
        return Comparison.flat(value).stream()
                .filter(Tensor.class::isInstance)
                .map(Tensor.class::cast)
                .toList();
    }

    private List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>(tensorsIn(args));
        kwargs.values().forEach(value -> tensors.addAll(tensorsIn(value)));
        return tensors;
    }

    /** How the gradients of the tensors differ from the recorded ones; null if they do not. */
    String difference(List<Object> wanted) {
        List<Object> gradients = new ArrayList<>();
        tensors().forEach(tensor -> gradients.add(tensor.grad()));
        if (wanted.size() == gradients.size()) {
            return Comparison.difference(wanted, gradients, true);
        }
        // By argument: those that have no gradient may be told of in several ways.
        List<Object> flat = Comparison.flat(wanted);
        flat.removeIf(Objects::isNull);
        gradients.removeIf(Objects::isNull);
        return Comparison.difference(flat, gradients, true);
    }
}
