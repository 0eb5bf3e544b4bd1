package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;
import org.panamatorch.nn.StateDict;

/**
 * Runs after the state of a module and its parts was taken.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_state_dict_post_hook">register_state_dict_post_hook</a>
 */
@FunctionalInterface
public interface StateDictPostHook {
    /**
     * Sees the state, and may change it.
     *
     * @param module the module
     * @param state what was taken so far, of other modules too
     * @param prefix what comes before the names of the module's tensors
     */
    void after(Module module, StateDict state, String prefix);
}
