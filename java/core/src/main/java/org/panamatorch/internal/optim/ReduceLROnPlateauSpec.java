package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.PlateauMode;
import org.panamatorch.option.ThresholdMode;

/**
 * Options of ReduceLROnPlateau.
 *
 * @param mode whether less or more is better
 * @param factor the factor
 * @param patience how many epochs without improvement are waited for
 * @param threshold the least improvement
 * @param thresholdMode whether the least improvement is relative
 * @param cooldown how many epochs after a change nothing is counted
 * @param minLr the least rate, of all groups or of each
 * @param eps the least change of a rate
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record ReduceLROnPlateauSpec(
        @Default("MIN") PlateauMode mode,
        @Default("0.1") double factor,
        @Default("10") long patience,
        @Default("1e-4") double threshold,
        @Default("REL") ThresholdMode thresholdMode,
        @Default("0") long cooldown,
        @Default("0") double[] minLr,
        @Default("1e-8") double eps) {}
