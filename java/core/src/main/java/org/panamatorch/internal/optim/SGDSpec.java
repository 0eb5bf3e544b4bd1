package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of SGD.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param momentum how much of the last direction is kept
 * @param dampening how much less of a gradient is added to the kept direction
 * @param weightDecay how much of a parameter is added to its gradient
 * @param nesterov whether to look ahead along the kept direction
 * @param maximize whether to ascend instead of descend
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param differentiable whether autograd records the steps
 * @param fused whether to use the fused kernel, the fastest, whose last bits differ
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record SGDSpec(
        @Default("1e-3") Hyper lr,
        @Default("0") double momentum,
        @Default("0") double dampening,
        @Default("0") Hyper weightDecay,
        @Default("false") boolean nesterov,
        @Default("false") boolean maximize,
        @Default("null") Boolean foreach,
        @Default("false") boolean differentiable,
        @Default("null") Boolean fused) {}
