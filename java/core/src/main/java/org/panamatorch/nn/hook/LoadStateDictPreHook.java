package org.panamatorch.nn.hook;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Module;

import java.util.List;
import java.util.Map;

/**
 * Runs before the state of a module is loaded.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_load_state_dict_pre_hook">register_load_state_dict_pre_hook</a>
 */
@FunctionalInterface
public interface LoadStateDictPreHook {
    /**
     * Sees the state, and may change it: it is a copy of what was given.
     *
     * @param module the module
     * @param state tensors by their names
     * @param prefix what comes before the names of the module's tensors
     * @param missingKeys the names that were missing so far, to add to or to remove from
     * @param unexpectedKeys the names that were unexpected so far, to add to or to remove from
     * @param errors the errors so far, to add to
     */
    void before(
            Module module,
            Map<String, Tensor> state,
            String prefix,
            List<String> missingKeys,
            List<String> unexpectedKeys,
            List<String> errors);
}
