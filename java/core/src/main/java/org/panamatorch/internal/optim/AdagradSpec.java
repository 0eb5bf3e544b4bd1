package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of Adagrad.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param lrDecay how much the learning rate falls with each step
 * @param eps a small number added to the denominator
 * @param weightDecay how much of a parameter is added to its gradient
 * @param initialAccumulatorValue the first value of the sum of squares
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 * @param differentiable whether autograd records the steps
 * @param fused whether to use the fused kernel, the fastest, whose last bits differ
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record AdagradSpec(
        @Default("1e-2") Hyper lr,
        @Default("0") double lrDecay,
        @Default("1e-10") double eps,
        @Default("0") double weightDecay,
        @Default("0") double initialAccumulatorValue,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize,
        @Default("false") boolean differentiable,
        @Default("null") Boolean fused) {}
