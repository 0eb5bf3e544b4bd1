package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;

/**
 * Runs before a module computes.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_forward_pre_hook">register_forward_pre_hook</a>
 */
@FunctionalInterface
public interface ForwardPreHook {
    /**
     * Sees the inputs, and may replace them.
     *
     * @param module the module
     * @param inputs what it is called with
     * @return what it is to compute with instead, or null to leave the inputs
     */
    Object[] before(Module module, Object[] inputs);
}
