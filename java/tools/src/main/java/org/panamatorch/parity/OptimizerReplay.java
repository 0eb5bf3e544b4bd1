package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.PythonModules;
import org.panamatorch.optim.LBFGS;
import org.panamatorch.optim.Optimizer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Replays the cases of optimizers: steps of parameters that are drawn to centers. */
final class OptimizerReplay extends CaseReplay {
    static final String FILE = "optimizers.jsonl";

    OptimizerReplay(Storages storages, Report report) {
        super(storages, report, "optimizer");
    }

    private List<Tensor> tensors(JsonNode json) throws IOException {
        return values.decodeAll(json).stream().map(Tensor.class::cast).toList();
    }

    @Override
    String outcome(JsonNode json, String name) throws IOException, ReflectiveOperationException {
        Torch.manualSeed(json.path("seed").asLong());
        List<Tensor> parameters = tensors(json.get("params"));
        parameters.forEach(Tensor::requiresGrad_);
        List<Tensor> centers = tensors(json.get("centers"));
        List<Tensor> weights = tensors(json.get("weights"));
        boolean isSparse = json.path("sparse").asBoolean();
        try (Optimizer optimizer =
                created(name, parameters, values.decodeAllByName(json.get("kwargs")))) {
            int step = 0;
            for (JsonNode after : json.get("after")) {
                Supplier<Tensor> closure =
                        () -> {
                            optimizer.zeroGrad();
                            Tensor loss = loss(parameters, centers, weights);
                            loss.backward();
                            if (isSparse) {
                                parameters.forEach(each -> each.setGrad(each.grad().toSparse()));
                            }
                            return loss;
                        };
                if (optimizer instanceof LBFGS) {
                    optimizer.step(closure);
                } else {
                    closure.get();
                    optimizer.step();
                }
                String why =
                        Comparison.difference(
                                values.decodeAll(after), new ArrayList<>(parameters), true);
                if (why != null) {
                    return "after step " + step + ": " + why;
                }
                step++;
            }
            return null;
        }
    }

    private static Tensor loss(
            List<Tensor> parameters, List<Tensor> centers, List<Tensor> weights) {
        Tensor sum = null;
        for (int i = 0; i < parameters.size(); i++) {
            Tensor part = parameters.get(i).sub(centers.get(i)).square().mul(weights.get(i)).sum();
            sum = sum == null ? part.add(0) : sum.add(part);
        }
        return sum;
    }

    private static Optimizer created(
            String name, List<Tensor> parameters, Map<String, Object> options)
            throws ReflectiveOperationException {
        return (Optimizer)
                PythonModules.make(
                        Class.forName("org.panamatorch.optim." + name), parameters, options);
    }
}
