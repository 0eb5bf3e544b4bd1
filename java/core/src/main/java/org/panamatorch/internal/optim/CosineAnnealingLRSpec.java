package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of CosineAnnealingLR.
 *
 * @param etaMin the least rate
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record CosineAnnealingLRSpec(@Default("0.0") double etaMin, @Default("-1") long lastEpoch) {}
