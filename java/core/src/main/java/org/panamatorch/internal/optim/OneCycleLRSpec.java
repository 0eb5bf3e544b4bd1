package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.AnnealStrategy;

/**
 * Options of OneCycleLR.
 *
 * @param totalSteps how many steps the cycle has
 * @param epochs how many epochs it has, instead
 * @param stepsPerEpoch how many steps an epoch has
 * @param pctStart the part of the steps in which the rate rises
 * @param annealStrategy the form of the curve
 * @param cycleMomentum whether momentum falls where the rate rises
 * @param baseMomentum the least momentum, of all groups or of each
 * @param maxMomentum the greatest momentum, of all groups or of each
 * @param divFactor the greatest rate over the first
 * @param finalDivFactor the first rate over the last
 * @param threePhase whether the rate first falls to where it began
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record OneCycleLRSpec(
        @Default("null") Long totalSteps,
        @Default("null") Long epochs,
        @Default("null") Long stepsPerEpoch,
        @Default("0.3") double pctStart,
        @Default("COS") AnnealStrategy annealStrategy,
        @Default("true") boolean cycleMomentum,
        @Default("0.85") double[] baseMomentum,
        @Default("0.95") double[] maxMomentum,
        @Default("25.0") double divFactor,
        @Default("1e4") double finalDivFactor,
        @Default("false") boolean threePhase,
        @Default("-1") long lastEpoch) {}
