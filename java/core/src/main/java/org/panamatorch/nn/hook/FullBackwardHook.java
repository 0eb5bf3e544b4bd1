package org.panamatorch.nn.hook;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Module;

/**
 * Runs in the backward pass, when the gradients of a module's inputs are there.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook">register_full_backward_hook</a>
 */
@FunctionalInterface
public interface FullBackwardHook {
    /**
     * Sees the gradients, which it must not change, and may replace those of the inputs.
     *
     * @param module the module
     * @param gradInput the gradient of each input, null for those that are no tensors
     * @param gradOutput the gradient of each output, null for those that are no tensors or have
     *     none
     * @return the gradients of the inputs to go on with, as many as {@code gradInput}; or null to
     *     leave them
     */
    Tensor[] after(Module module, Tensor[] gradInput, Tensor[] gradOutput);
}
