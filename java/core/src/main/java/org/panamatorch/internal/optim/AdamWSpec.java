package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Fixed;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of AdamW.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param betas the decays of the running means, of the gradients and of their squares
 * @param eps a small number added to the denominator
 * @param weightDecay how much a parameter shrinks in each step, times the learning rate
 * @param amsgrad whether to divide by the greatest mean of squares so far
 * @param maximize whether to ascend instead of descend
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param capturable whether steps can be captured in a CUDA graph
 * @param differentiable whether autograd records the steps
 * @param fused whether to use the fused kernel, the fastest, whose last bits differ
 * @param decoupledWeightDecay that weight decay acts on the parameter directly
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record AdamWSpec(
        @Default("1e-3") Hyper lr,
        @Default("0.9, 0.999") Hyper[] betas,
        @Default("1e-8") double eps,
        @Default("1e-2") Hyper weightDecay,
        @Default("false") boolean amsgrad,
        @Default("false") boolean maximize,
        @Default("null") Boolean foreach,
        @Default("false") boolean capturable,
        @Default("false") boolean differentiable,
        @Default("null") Boolean fused,
        @Fixed @Default("true") boolean decoupledWeightDecay) {
    AdamSpec asAdam() {
        return new AdamSpec(
                lr,
                betas,
                eps,
                weightDecay,
                amsgrad,
                maximize,
                foreach,
                capturable,
                differentiable,
                fused,
                decoupledWeightDecay);
    }
}
