package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of RMSprop.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param momentum how much of the last direction is kept
 * @param alpha the decay of the running mean of squares
 * @param eps a small number added to the denominator
 * @param centered whether to divide by the deviation instead of the mean square
 * @param weightDecay how much of a parameter is added to its gradient
 * @param capturable whether steps can be captured in a CUDA graph
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 * @param differentiable whether autograd records the steps
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record RMSpropSpec(
        @Default("1e-2") Hyper lr,
        @Default("0") double momentum,
        @Default("0.99") double alpha,
        @Default("1e-8") double eps,
        @Default("false") boolean centered,
        @Default("0") double weightDecay,
        @Default("false") boolean capturable,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize,
        @Default("false") boolean differentiable) {}
