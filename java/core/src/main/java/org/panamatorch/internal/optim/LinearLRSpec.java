package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of LinearLR.
 *
 * @param startFactor the factor of the first epoch
 * @param endFactor the factor of the last one
 * @param totalIters in how many epochs it gets there
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record LinearLRSpec(
        @Default("1.0 / 3") double startFactor,
        @Default("1.0") double endFactor,
        @Default("5") long totalIters,
        @Default("-1") long lastEpoch) {}
