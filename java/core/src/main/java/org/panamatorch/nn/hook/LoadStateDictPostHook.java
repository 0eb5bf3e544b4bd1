package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;

import java.util.List;

/**
 * Runs after the state of a module and its parts was loaded.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_load_state_dict_post_hook">register_load_state_dict_post_hook</a>
 */
@FunctionalInterface
public interface LoadStateDictPostHook {
    /**
     * Sees how well the state fitted, and may change that: names that it removes are no errors.
     *
     * @param module the module
     * @param missingKeys the names that were missing so far
     * @param unexpectedKeys the names that were unexpected so far
     */
    void after(Module module, List<String> missingKeys, List<String> unexpectedKeys);
}
