package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of Adadelta.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param rho the decay of the running means of squares
 * @param eps a small number added to the denominator
 * @param weightDecay how much of a parameter is added to its gradient
 * @param maximize whether to ascend instead of descend
 * @param capturable whether steps can be captured in a CUDA graph
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param differentiable whether autograd records the steps
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record AdadeltaSpec(
        @Default("1.0") Hyper lr,
        @Default("0.9") double rho,
        @Default("1e-6") double eps,
        @Default("0") double weightDecay,
        @Default("false") boolean maximize,
        @Default("false") boolean capturable,
        @Default("null") Boolean foreach,
        @Default("false") boolean differentiable) {}
