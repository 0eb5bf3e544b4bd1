package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of Adafactor.
 *
 * @param lr the greatest step, relative to the size of a parameter
 * @param beta2Decay the power by which the decay of the mean of squares falls
 * @param eps the least mean of squares, none for the precision of its dtype, and what the size of a
 *     parameter is at least
 * @param d the greatest size of an update
 * @param weightDecay how much a parameter shrinks in each step, times the learning rate
 * @param foreach whether to step all parameters with a few calls for all; none lets the device
 *     decide, and on the CPU it is not done unless asked for
 * @param maximize whether to ascend instead of descend
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record AdafactorSpec(
        @Default("1e-2") Hyper lr,
        @Default("-0.8") double beta2Decay,
        @Default("null, 1e-3") Double[] eps,
        @Default("1.0") double d,
        @Default("0.0") double weightDecay,
        @Default("null") Boolean foreach,
        @Default("false") boolean maximize) {}
