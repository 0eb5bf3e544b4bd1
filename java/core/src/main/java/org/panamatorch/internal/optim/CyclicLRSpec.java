package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.CyclicMode;
import org.panamatorch.option.CyclicScaleMode;

import java.util.function.DoubleUnaryOperator;

/**
 * Options of CyclicLR.
 *
 * @param stepSizeUp how many steps a rise has
 * @param stepSizeDown how many steps a fall has, as many as the rise if none
 * @param mode how the height of the cycles changes
 * @param gamma the factor of {@code exp_range}
 * @param scaleFn how the height of the cycles changes, instead of a mode
 * @param scaleMode whether {@code scaleFn} takes the number of the cycle or of the step
 * @param cycleMomentum whether momentum falls where the rate rises
 * @param baseMomentum the least momentum, of all groups or of each
 * @param maxMomentum the greatest momentum, of all groups or of each
 * @param lastEpoch the epoch after which the schedule goes on, -1 for the beginning
 */
@OptionSet(home = "org.panamatorch.optim.lr")
@Unprinted
public record CyclicLRSpec(
        @Default("2000") long stepSizeUp,
        @Default("null") Long stepSizeDown,
        @Default("TRIANGULAR") CyclicMode mode,
        @Default("1.0") double gamma,
        @Default("null") DoubleUnaryOperator scaleFn,
        @Default("CYCLE") CyclicScaleMode scaleMode,
        @Default("true") boolean cycleMomentum,
        @Default("0.8") double[] baseMomentum,
        @Default("0.9") double[] maxMomentum,
        @Default("-1") long lastEpoch) {}
