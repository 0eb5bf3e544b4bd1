package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of ASGD.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param lambd how much the parameters shrink with each step, times the step size
 * @param alpha the power by which the step size falls
 * @param t0 the step at which averaging begins
 * @param weightDecay how much of a parameter is added to its gradient
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 * @param differentiable whether autograd records the steps
 * @param capturable whether steps can be captured in a CUDA graph
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record ASGDSpec(
        @Default("1e-2") Hyper lr,
        @Default("1e-4") double lambd,
        @Default("0.75") double alpha,
        @Default("1e6") double t0,
        @Default("0") double weightDecay,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize,
        @Default("false") boolean differentiable,
        @Default("false") boolean capturable) {}
