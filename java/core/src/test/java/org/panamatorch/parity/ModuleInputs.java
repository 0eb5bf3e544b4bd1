package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Tensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a module's {@code forward} is called with. */
record ModuleInputs(List<Object> args, Map<String, Object> kwargs) {
    /** The recorded ones, of which those that had gradients require them. */
    static ModuleInputs of(JsonNode json, Values values) throws IOException {
        ModuleInputs inputs =
                new ModuleInputs(
                        values.decodeAll(json.get("args")),
                        values.decodeAllByName(json.get("kwargs")));
        List<Tensor> tensors = inputs.tensors();
        JsonNode requiresGrad = json.get("requires_grad");
        if (requiresGrad.size() != tensors.size()) {
            throw new IOException(
                    "requires_grad has "
                            + requiresGrad.size()
                            + " entries for "
                            + tensors.size()
                            + " tensors");
        }
        for (int i = 0; i < tensors.size(); i++) {
            tensors.get(i).requiresGrad_(requiresGrad.get(i).asBoolean());
        }
        return inputs;
    }

    private List<Tensor> tensors() {
        List<Object> all = new ArrayList<>(Comparison.flat(args));
        kwargs.values().forEach(value -> all.addAll(Comparison.flat(value)));
        return all.stream().filter(Tensor.class::isInstance).map(Tensor.class::cast).toList();
    }

    /** The gradients of the tensors, null for those without. */
    List<Object> gradients() {
        List<Object> gradients = new ArrayList<>();
        tensors().forEach(tensor -> gradients.add(tensor.grad()));
        return gradients;
    }
}
