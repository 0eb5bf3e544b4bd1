package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of RAdam.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param betas the decays of the running means, of the gradients and of their squares
 * @param eps a small number added to the denominator
 * @param weightDecay how much of a parameter is added to its gradient
 * @param maximize whether to ascend instead of descend
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param capturable whether steps can be captured in a CUDA graph
 * @param decoupledWeightDecay whether weight decay acts on the parameter directly, as in AdamW
 * @param differentiable whether autograd records the steps
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record RAdamSpec(
        @Default("1e-3") Hyper lr,
        @Default("0.9, 0.999") double[] betas,
        @Default("1e-8") double eps,
        @Default("0") double weightDecay,
        @Default("false") boolean maximize,
        @Default("null") Boolean foreach,
        @Default("false") boolean capturable,
        @Default("false") boolean decoupledWeightDecay,
        @Default("false") boolean differentiable) {}
