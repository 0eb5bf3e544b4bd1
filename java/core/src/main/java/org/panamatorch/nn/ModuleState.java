package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.util.Map;

/** Saving and loading the parameters and persistent buffers of a module. */
abstract class ModuleState extends ModuleConversion {
    private static final int FIRST_VERSION = 1;

    ModuleState() {}

    /**
     * The parameters and persistent buffers of this module and its parts by their names.
     *
     * @return new tensors that share their elements with the module's, without gradients; of each
     *     module first its own parameters, then its buffers, then its parts
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
        StateDict state = new StateDict();
        save(state, prefix, keepVars);
        return state;
    }

    final void save(StateDict state, String prefix, boolean keepVars) {
        state.versions().put(prefix.substring(0, Math.max(prefix.length() - 1, 0)), stateVersion());
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
    }

    private static void save(StateDict state, String name, Tensor tensor, boolean keepVars) {
        if (tensor != null) {
            state.put(name, keepVars ? tensor : tensor.detach());
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
        return new StateLoader(state, assign).load((Module) this, strict);
    }

    /** The version of the format of this class's own state. */
    int stateVersion() {
        return FIRST_VERSION;
    }

    /** Changes a state of an older format before this module's own part of it is loaded. */
    void upgrade(StateLoader loader, String prefix, Integer version) {}
}
