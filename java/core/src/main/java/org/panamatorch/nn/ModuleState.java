package org.panamatorch.nn;

import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.hook.LoadStateDictPostHook;
import org.panamatorch.nn.hook.LoadStateDictPreHook;
import org.panamatorch.nn.hook.StateDictPostHook;
import org.panamatorch.nn.hook.StateDictPreHook;

import java.util.Map;
import java.util.Objects;

/** Saving and loading the parameters and persistent buffers of a module. */
public abstract class ModuleState extends ModuleConversion {
    private static final int FIRST_VERSION = 1;

    // None where no hook was registered.
    StateHooks stateHooks;

    ModuleState() {}

    /** Refuses null for a hook. */
    static <H> H present(H hook, String operation) {
        Arguments.requirePresent(hook, operation, "hook", "a hook");
        return hook;
    }

    private StateHooks stateHooks() {
        if (stateHooks == null) {
            stateHooks = new StateHooks();
        }
        return stateHooks;
    }

    /**
     * Runs a hook each time before the state of this module is taken, by itself or as a part.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerStateDictPreHook(StateDictPreHook hook) {
        return stateHooks().beforeSaving.add(present(hook, "registerStateDictPreHook"));
    }

    /**
     * Runs a hook each time after the state of this module and its parts was taken.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerStateDictPostHook(StateDictPostHook hook) {
        return stateHooks().afterSaving.add(present(hook, "registerStateDictPostHook"));
    }

    /**
     * Runs a hook each time before the state of this module is loaded, by itself or as a part.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerLoadStateDictPreHook(LoadStateDictPreHook hook) {
        return stateHooks().beforeLoading.add(present(hook, "registerLoadStateDictPreHook"));
    }

    /**
     * Runs a hook each time after the state of this module and its parts was loaded, before missing
     * and unexpected names are reported.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerLoadStateDictPostHook(LoadStateDictPostHook hook) {
        return stateHooks().afterLoading.add(present(hook, "registerLoadStateDictPostHook"));
    }

    /**
     * The parameters and persistent buffers of this module and its parts by their names.
     *
     * @return new tensors that share their elements with the module's, without gradients, and
     *     belong to no {@link TensorScope}; of each module first its own parameters, then its
     *     buffers, then its parts
     */
    public final StateDict stateDict() {
        return stateDict("", false);
    }

    /**
     * The parameters and persistent buffers of this module and its parts by their names.
     *
     * @param prefix what comes before the names, dots included
     * @param keepVars whether to give the module's own tensors
     * @return tensors; of each module first its own parameters, then its buffers, then its parts
     */
    public final StateDict stateDict(String prefix, boolean keepVars) {
        Arguments.requirePresent(prefix, "stateDict", "prefix", "a string");
        StateDict state = new StateDict();
        try {
            save(state, prefix, keepVars);
        } catch (StackOverflowError e) {
            throw tooDeep("stateDict");
        }
        state.values().stream().filter(Objects::nonNull).forEach(TensorScope::detach);
        return state;
    }

    final void save(StateDict state, String prefix, boolean keepVars) {
        state.versions().put(prefix.substring(0, Math.max(prefix.length() - 1, 0)), stateVersion());
        if (stateHooks != null) {
            stateHooks
                    .beforeSaving
                    .now()
                    .forEach(hook -> hook.before((Module) this, prefix, keepVars));
        }
        parameters.forEach((name, tensor) -> save(state, prefix + name, tensor, keepVars));
        buffers.forEach(
                (name, tensor) -> {
                    if (!transientBuffers.contains(name)) {
                        save(state, prefix + name, tensor, keepVars);
                    }
                });
        children.forEach(
                (name, child) -> {
                    if (child != null) {
                        child.save(state, prefix + name + ".", keepVars);
                    }
                });
        if (stateHooks != null) {
            stateHooks.afterSaving.now().forEach(hook -> hook.after((Module) this, state, prefix));
        }
    }

    private static void save(StateDict state, String name, Tensor tensor, boolean keepVars) {
        if (tensor != null) {
            state.put(name, keepVars || tensor.isLazy() ? tensor : tensor.detach());
        }
    }

    /**
     * Copies a state into the parameters and buffers of this module and its parts.
     *
     * @param state tensors by their names
     * @return how well it fitted: perfectly
     * @throws org.panamatorch.TorchException if names are missing or unexpected, or sizes differ;
     *     what fits is copied
     */
    public final LoadResult loadStateDict(Map<String, Tensor> state) {
        return loadStateDict(state, true);
    }

    /**
     * Copies a state into the parameters and buffers of this module and its parts.
     *
     * @param state tensors by their names
     * @param strict whether missing and unexpected names are errors
     * @return how well it fitted
     * @throws org.panamatorch.TorchException if names do not fit though they must, or sizes differ;
     *     what fits is copied
     */
    public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
        return loadStateDict(state, strict, false);
    }

    /**
     * Takes a state for that of this module and its parts.
     *
     * @param state tensors by their names
     * @param strict whether missing and unexpected names are errors
     * @param assign whether the tensors themselves become the parameters and buffers, instead of
     *     their elements being copied
     * @return how well it fitted
     * @throws org.panamatorch.TorchException if names do not fit though they must, or sizes differ;
     *     what fits is taken
     */
    public final LoadResult loadStateDict(
            Map<String, Tensor> state, boolean strict, boolean assign) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a map of tensors");
        try {
            return new StateLoader(state, assign).load((Module) this, strict);
        } catch (StackOverflowError e) {
            throw tooDeep("loadStateDict");
        }
    }

    /** The version of the format of this class's own state. */
    int stateVersion() {
        return FIRST_VERSION;
    }

    /** Changes a state of an older format before this module's own part of it is loaded. */
    void upgrade(StateLoader loader, String prefix, Integer version) {}
}
