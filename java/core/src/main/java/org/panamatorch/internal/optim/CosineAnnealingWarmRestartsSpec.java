package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of CosineAnnealingWarmRestarts.
 *
 * @param tMult the factor of the length of each run
 * @param etaMin the least rate
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record CosineAnnealingWarmRestartsSpec(
        @Default("1") long tMult, @Default("0.0") double etaMin, @Default("-1") long lastEpoch) {}
