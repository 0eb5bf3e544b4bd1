package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of Rprop.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param etas the factors of the step size where the gradient turns and where it does not
 * @param stepSizes the least and the greatest step size
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 * @param differentiable whether autograd records the steps
 * @param capturable whether steps can be captured in a CUDA graph
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record RpropSpec(
        @Default("1e-2") Hyper lr,
        @Default("0.5, 1.2") double[] etas,
        @Default("1e-6, 50") double[] stepSizes,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize,
        @Default("false") boolean differentiable,
        @Default("false") boolean capturable) {}
