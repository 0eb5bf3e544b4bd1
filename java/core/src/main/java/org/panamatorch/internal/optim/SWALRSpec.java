package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.AnnealStrategy;

/**
 * Options of SWALR.
 *
 * @param annealEpochs in how many epochs the rate gets there
 * @param annealStrategy the form of the curve
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record SWALRSpec(
        @Default("10") long annealEpochs,
        @Default("COS") AnnealStrategy annealStrategy,
        @Default("-1") long lastEpoch) {}
