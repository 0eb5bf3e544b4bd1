package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the hinge loss of distances.
 *
 * @param margin the distance from which on unlike examples cost nothing
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record HingeEmbeddingLossSpec(
        @Default("1.0") double margin, @Default("MEAN") Reduction reduction) {}
