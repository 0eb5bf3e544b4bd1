package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.nn.BinaryLayer;
import org.panamatorch.option.Reduction;

/**
 * Options of the loss of triplets with any distance.
 *
 * @param distanceFunction the distance; where there is none, Euclid's
 * @param margin by how much the unlike example must be farther
 * @param swap whether the distance between the two others may take the place of that to the unlike
 *     one, if it is less
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record TripletMarginWithDistanceLossSpec(
        @Default("null") BinaryLayer distanceFunction,
        @Default("1.0") Number margin,
        @Default("false") boolean swap,
        @Default("MEAN") Reduction reduction) {}
