package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of PolynomialLR.
 *
 * @param totalIters in how many epochs the rate gets to 0
 * @param power the power of the curve
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record PolynomialLRSpec(
        @Default("5") long totalIters,
        @Default("1.0") double power,
        @Default("-1") long lastEpoch) {}
