package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads a state into a module, and notes what does not fit. */
final class StateLoader {
    private static final long[] ONE = {1};

    private final Map<String, Tensor> state;
    private final Map<String, Object> extraStates;
    private final Map<String, Integer> versions;
    private final boolean assign;
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    StateLoader(Map<String, Tensor> state, boolean assign) {
        Arguments.requireAll(state.keySet(), "loadStateDict", "state", "names");
        this.state = new LinkedHashMap<>(state);
        this.extraStates = state instanceof StateDict dict ? dict.extraStates() : Map.of();
        this.versions = state instanceof StateDict dict ? dict.versions() : Map.of();
        this.assign = assign;
    }

    LoadResult load(Module module, boolean strict) {
        try {
            load(module, "");
        } catch (StackOverflowError e) {
            throw ModuleTree.tooDeep("loadStateDict");
        }
        if (strict) {
            note("Unexpected", unexpected);
            note("Missing", missing);
        }
        if (!errors.isEmpty()) {
            throw Checks.runtime(
                    "Error(s) in loading state_dict for "
                            + module.tree.className()
                            + ":\n\t"
                            + String.join("\n\t", errors));
        }
        return new LoadResult(missing, unexpected);
    }

    private void note(String kind, List<String> keys) {
        if (!keys.isEmpty()) {
            errors.add(
                    0,
                    keys.stream()
                            .map(key -> "\"" + key + "\"")
                            .collect(
                                    Collectors.joining(
                                            ", ", kind + " key(s) in state_dict: ", ". ")));
        }
    }

    private void load(Module module, String prefix) {
        module.upgrade(
                this, prefix, versions.get(prefix.substring(0, Math.max(prefix.length() - 1, 0))));
        StateHooks hooks = module.stateHooks;
        if (hooks != null) {
            hooks.beforeLoading
                    .now()
                    .forEach(
                            hook ->
                                    hook.before(
                                            module, state, prefix, missing, unexpected, errors));
        }
        Map<String, Tensor> own = new LinkedHashMap<>(module.tree.parameters);
        module.tree.buffers.forEach(
                (name, buffer) -> {
                    if (!module.tree.transientBuffers.contains(name)) {
                        own.put(name, buffer);
                    }
                });
        own.values().removeIf(tensor -> tensor == null);
        own.forEach((name, tensor) -> load(module, name, prefix + name, tensor));
        boolean hasExtraState = module.extraState() != null;
        if (hasExtraState) {
            loadExtraState(module, prefix + StateSaver.EXTRA_STATE);
        }
        noteUnexpected(module, prefix, own, hasExtraState);
        module.tree.children.forEach(
                (name, child) -> {
                    if (child != null) {
                        load(child, prefix + name + ".");
                    }
                });
        if (hooks != null) {
            hooks.afterLoading.now().forEach(hook -> hook.after(module, missing, unexpected));
        }
    }

    private void loadExtraState(Module module, String key) {
        if (state.containsKey(key)) {
            module.setExtraState(state.get(key));
        } else if (extraStates.containsKey(key)) {
            module.setExtraState(extraStates.get(key));
        } else {
            missing.add(key);
        }
    }

    private void noteUnexpected(
            Module module, String prefix, Map<String, Tensor> own, boolean hasExtraState) {
        Set<String> keys = new LinkedHashSet<>(state.keySet());
        keys.addAll(extraStates.keySet());
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                String rest = key.substring(prefix.length());
                int dot = rest.indexOf('.');
                boolean isKnown =
                        dot < 0
                                ? own.containsKey(rest)
                                        || hasExtraState && rest.equals(StateSaver.EXTRA_STATE)
                                : module.tree.children.containsKey(rest.substring(0, dot));
                if (!isKnown) {
                    unexpected.add(key);
                }
            }
        }
    }

    private void load(Module module, String name, String key, Tensor tensor) {
        if (!state.containsKey(key)) {
            missing.add(key);
            return;
        }
        Tensor input = state.get(key);
        if (input == null) {
            errors.add(
                    "While copying the parameter named \""
                            + key
                            + "\", expected torch.Tensor or Tensor-like object from checkpoint but"
                            + " received <class 'NoneType'>");
            return;
        }
        // Here, where its name is known.
        Arguments.requireOpen(input, "loadStateDict", key);
        if (tensor.isLazy() && !input.isLazy()) {
            module.tree.materialize(name, input.sizes());
        }
        if (tensor.isLazy() && !assign) {
            return;
        }
        // Scalars were saved with one dimension once.
        Tensor source =
                !tensor.isLazy() && tensor.dim() == 0 && Arrays.equals(input.sizes(), ONE)
                        ? input.select(0, 0)
                        : input;
        if (!tensor.isLazy() && !source.shape().equals(tensor.shape())) {
            errors.add(
                    "size mismatch for "
                            + key
                            + ": copying a param with shape "
                            + source.shape()
                            + " from checkpoint, the shape in current model is "
                            + tensor.shape()
                            + ".");
            return;
        }
        try {
            take(module, name, key, tensor, source);
        } catch (TorchException e) {
            errors.add(
                    "While copying the parameter named \""
                            + key
                            + "\", whose dimensions in the model are "
                            + dimensions(tensor)
                            + " and whose dimensions in the checkpoint are "
                            + dimensions(source)
                            + ", an exception occurred : ("
                            + PythonFormat.repr(e.getMessage())
                            + ",).");
        }
    }

    private static Shape dimensions(Tensor tensor) {
        return tensor.isLazy() ? Shape.of(0) : tensor.shape();
    }

    private void take(Module module, String name, String key, Tensor tensor, Tensor source) {
        if (!assign) {
            if (tensor.isMeta() && !source.isMeta()) {
                Warnings.warn(
                        "for "
                                + key
                                + ": copying from a non-meta parameter in the checkpoint to a meta"
                                + " parameter in the current model, which is a no-op. (Did you mean"
                                + " to pass `assign=True` to assign items in the state dictionary"
                                + " to their corresponding key in the module instead of copying"
                                + " them in place?)");
            }
            try (Tensor plain = tensor.detach();
                    Tensor values = source.detach()) {
                plain.copy_(values);
            }
        } else if (module.tree.parameters.containsKey(name)) {
            Tensor given = module.registerParameter(name, source.detach(), tensor.requiresGrad());
            module.parameterReplaced(name, given);
        } else {
            module.registerBuffer(name, source, true);
        }
    }

    /** Whether the state has a tensor of this name. */
    boolean contains(String key) {
        return state.containsKey(key);
    }

    /** Adds a tensor that older formats had not. */
    void put(String key, Tensor tensor) {
        state.put(key, tensor);
    }

    /** Removes a tensor that newer formats no longer have. */
    void remove(String key) {
        state.remove(key);
    }

    /** Notes an error. */
    void error(String text) {
        errors.add(text);
    }
}
