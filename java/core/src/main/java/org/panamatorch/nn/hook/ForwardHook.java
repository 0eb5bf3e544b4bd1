package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;

/**
 * Runs after a module has computed.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_forward_hook">register_forward_hook</a>
 */
@FunctionalInterface
public interface ForwardHook {
    /**
     * Sees inputs and output, and may replace the output.
     *
     * @param module the module
     * @param inputs what it was called with
     * @param output what it computed; null for a hook that is always called where the module threw
     * @return what is to be its output instead, or null to leave it
     */
    Object after(Module module, Object[] inputs, Object output);
}
