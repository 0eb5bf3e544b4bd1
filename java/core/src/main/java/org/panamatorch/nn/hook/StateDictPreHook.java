package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;

/**
 * Runs before the state of a module is taken.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_state_dict_pre_hook">register_state_dict_pre_hook</a>
 */
@FunctionalInterface
public interface StateDictPreHook {
    /**
     * Prepares the module.
     *
     * @param module the module
     * @param prefix what comes before the names of its tensors
     * @param keepVars whether the module's own tensors are taken
     */
    void before(Module module, String prefix, boolean keepVars);
}
