package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of ConstantLR.
 *
 * @param factor the factor of the first epochs
 * @param totalIters how many epochs these are
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record ConstantLRSpec(
        @Default("1.0 / 3") double factor,
        @Default("5") long totalIters,
        @Default("-1") long lastEpoch) {}
