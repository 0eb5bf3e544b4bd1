package org.panamatorch.nn.hook;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Module;

/**
 * Runs in the backward pass, before the gradients of a module's inputs are computed.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_pre_hook">register_full_backward_pre_hook</a>
 */
@FunctionalInterface
public interface FullBackwardPreHook {
    /**
     * Sees the gradients of the outputs, which it must not change, and may replace them.
     *
     * @param module the module
     * @param gradOutput the gradient of each output, null for those that are no tensors or have
     *     none
     * @return the gradients to go on with, as many as {@code gradOutput}; or null to leave them
     */
    Tensor[] before(Module module, Tensor[] gradOutput);
}
