package org.panamatorch.nn.utils;

import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.nn.Module;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/** The parameters that hooks of one kind compute. */
final class HookedNorms {
    private final String kind;
    private final Map<Module, Map<String, Norm>> norms = new WeakHashMap<>();

    /**
     * A parameter's hook and what it computes. Neither may refer to the module, which would never
     * be freed then.
     */
    record Norm(HookHandle hook, Function<Module, Tensor> weight) {}

    HookedNorms(String kind) {
        this.kind = kind;
    }

    synchronized void requireNone(Module module, String name) {
        if (norms.getOrDefault(module, Map.of()).containsKey(name)) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "Cannot register two " + kind + " hooks on the same parameter " + name);
        }
    }

    synchronized void put(Module module, String name, Norm norm) {
        norms.computeIfAbsent(module, each -> new HashMap<>()).put(name, norm);
    }

    /** Makes the computed tensor the parameter again. */
    synchronized void remove(Module module, String name, String... suffixes) {
        Norm norm = norms.getOrDefault(module, Map.of()).get(name);
        if (norm == null) {
            throw new TorchException(
                    Kind.VALUE, kind + " of '" + name + "' not found in " + module);
        }
        Tensor weight;
        try (var _ = Torch.noGrad()) {
            weight = norm.weight.apply(module);
        }
        module.unregister(name);
        for (String suffix : suffixes) {
            module.unregister(name + suffix);
        }
        module.registerParameter(name, weight.detach());
        norm.hook.remove();
        norms.get(module).remove(name);
    }
}
