package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of Adamax.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param betas the decays of the running mean of the gradients and of their greatest size
 * @param eps a small number added to the denominator
 * @param weightDecay how much of a parameter is added to its gradient
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 * @param differentiable whether autograd records the steps
 * @param capturable whether steps can be captured in a CUDA graph
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record AdamaxSpec(
        @Default("2e-3") Hyper lr,
        @Default("0.9, 0.999") double[] betas,
        @Default("1e-8") double eps,
        @Default("0") double weightDecay,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize,
        @Default("false") boolean differentiable,
        @Default("false") boolean capturable) {}
