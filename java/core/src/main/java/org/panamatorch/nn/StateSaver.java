package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

import java.util.Objects;

/** Takes the state of a module and its parts. */
final class StateSaver {
    /** Python's name for what is neither parameter nor buffer. */
    static final String EXTRA_STATE = "_extra_state";

    private final StateDict state = new StateDict();
    private final boolean keepVars;

    private StateSaver(boolean keepVars) {
        this.keepVars = keepVars;
    }

    /**
     * The parameters and persistent buffers by their names.
     *
     * @param prefix what comes before the names, dots included
     * @param keepVars whether to give the module's own tensors
     */
    static StateDict save(Module module, String prefix, boolean keepVars) {
        StateSaver saver = new StateSaver(keepVars);
        try {
            saver.save(module, prefix);
        } catch (StackOverflowError e) {
            throw ModuleTree.tooDeep("stateDict");
        }
        saver.state.values().stream().filter(Objects::nonNull).forEach(TensorScope::release);
        return saver.state;
    }

    private void save(Module module, String prefix) {
        StateHooks hooks = module.stateHooks;
        state.versions()
                .put(prefix.substring(0, Math.max(prefix.length() - 1, 0)), module.stateVersion());
        if (hooks != null) {
            hooks.beforeSaving.now().forEach(hook -> hook.before(module, prefix, keepVars));
        }
        module.tree.parameters.forEach((name, tensor) -> save(prefix + name, tensor));
        module.tree.buffers.forEach(
                (name, tensor) -> {
                    if (!module.tree.transientBuffers.contains(name)) {
                        save(prefix + name, tensor);
                    }
                });
        switch (module.extraState()) {
            case Tensor tensor -> save(prefix + EXTRA_STATE, tensor);
            case null -> {
                // Most have none.
            }
            case Object value -> state.extraStates().put(prefix + EXTRA_STATE, value);
        }
        module.tree.children.forEach(
                (name, child) -> {
                    if (child != null) {
                        save(child, prefix + name + ".");
                    }
                });
        if (hooks != null) {
            hooks.afterSaving.now().forEach(hook -> hook.after(module, state, prefix));
        }
    }

    private void save(String name, Tensor tensor) {
        if (tensor != null) {
            state.put(name, keepVars || tensor.isLazy() ? tensor : tensor.detach());
        }
    }
}
