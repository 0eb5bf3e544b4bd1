package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.MuonLrAdjustment;

/**
 * Options of Muon.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param weightDecay how much a parameter shrinks in each step, times the learning rate
 * @param momentum how much of the last direction is kept
 * @param nesterov whether to look ahead along the kept direction
 * @param nsCoefficients the coefficients of the polynomial of the Newton-Schulz iteration
 * @param eps the least norm of a direction
 * @param nsSteps how many iterations make a direction orthogonal
 * @param adjustLrFn how the learning rate depends on the shape of a parameter, as {@code original}
 *     if none
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record MuonSpec(
        @Default("1e-3") Hyper lr,
        @Default("0.1") double weightDecay,
        @Default("0.95") double momentum,
        @Default("true") boolean nesterov,
        @Default("3.4445, -4.7750, 2.0315") double[] nsCoefficients,
        @Default("1e-7") double eps,
        @Default("5") long nsSteps,
        @Default("null") MuonLrAdjustment adjustLrFn) {}
