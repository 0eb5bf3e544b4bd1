package org.panamatorch.internal.func;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.func.Func.ModuleState;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.nn.ModuleAccess;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.nn.Module;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Modules whose state is given from outside. */
public final class Stateless {
    private Stateless() {}

    /**
     * Calls a module with other parameters and buffers.
     *
     * @param module the module
     * @param state the others by name
     * @param call the call
     * @param <R> what it returns
     * @return what it returns
     */
    public static <R> R call(Module module, Map<String, Tensor> state, Supplier<R> call) {
        Map<String, Tensor> own = new LinkedHashMap<>(module.namedParameters("", true, false));
        own.putAll(module.namedBuffers("", true, false));
        state.forEach(
                (name, tensor) -> {
                    if (own.get(name) == null) {
                        throw new TorchException(
                                Kind.VALUE,
                                "functionalCall: the module has no parameter or buffer '"
                                        + name
                                        + "'");
                    }
                    Arguments.requirePresent(tensor, "functionalCall", name, "a tensor");
                    Arguments.requireOpen(tensor, "functionalCall", name);
                });
        TensorAccess access = TensorAccess.get();
        Deque<Tensor> replaced = new ArrayDeque<>();
        try {
            state.forEach(
                    (name, tensor) -> {
                        replaced.push(own.get(name));
                        access.substitute(own.get(name), tensor);
                    });
            module.modules().forEach(ModuleAccess.get()::refresh);
            return call.get();
        } finally {
            replaced.forEach(tensor -> access.substitute(tensor, null));
            module.modules().forEach(ModuleAccess.get()::refresh);
            Arguments.keepAlive(state);
        }
    }

    private static TorchException error(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    /**
     * Stacks the state of modules.
     *
     * @param models the modules
     * @return the state
     */
    public static ModuleState stack(List<? extends Module> models) {
        if (models.isEmpty()) {
            throw error("stack_module_state: Expected at least one model, got 0.");
        }
        for (Module model : models) {
            Arguments.requirePresent(model, "stackModuleState", "models", "a module");
        }
        if (models.stream().map(Module::isTraining).distinct().count() > 1) {
            throw error(
                    "stack_module_state: Expected all models to have the same training/eval mode.");
        }
        if (models.stream().map(Object::getClass).distinct().count() > 1) {
            throw error("stack_module_state: Expected all models to be of the same class.");
        }
        return new ModuleState(
                stacked(models.stream().map(Module::namedParameters).toList()),
                stacked(models.stream().map(Module::namedBuffers).toList()));
    }

    private static Map<String, Tensor> stacked(List<Map<String, Tensor>> states) {
        return states.getFirst().keySet().stream()
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name -> stacked(name, states),
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    private static Tensor stacked(String name, List<Map<String, Tensor>> states) {
        // One that the first model lacks is left out, as in Python.
        if (states.stream().anyMatch(state -> !state.containsKey(name))) {
            throw new TorchException(Kind.KEY, PythonFormat.repr(name));
        }
        List<Tensor> tensors = states.stream().map(state -> state.get(name)).toList();
        long recorded = tensors.stream().filter(Tensor::requiresGrad).count();
        if (recorded != 0 && recorded != tensors.size()) {
            throw error("Expected " + name + " from each model to have the same .requires_grad");
        }
        Tensor stacked = Torch.stack(tensors);
        return recorded == 0 ? stacked : stacked.detach().requiresGrad_();
    }
}
