package org.panamatorch.internal.optim;

import org.panamatorch.Device;
import org.panamatorch.Tensor;

/**
 * The settings that a gradient scaler hands to a fused step.
 *
 * @param gradScale by what gradients are divided, or null
 * @param foundInf not 0 where the step is to change nothing, or null
 */
public record Scaling(Tensor gradScale, Tensor foundInf) {
    /** Refuses it in a step that does not know what to do with it. */
    void requireNone() {
        if (gradScale != null || foundInf != null) {
            throw Refusals.value("Expected grad_scale and found_inf to be None");
        }
    }

    /** The same on a device, where kernels read it. */
    Scaling on(Device device) {
        return new Scaling(
                gradScale == null ? null : gradScale.to(device),
                foundInf == null ? null : foundInf.to(device));
    }

    /** Whether the step is to change nothing. */
    boolean skips() {
        return foundInf != null && foundInf.itemDouble() != 0;
    }
}
