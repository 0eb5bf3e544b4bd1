package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the loss of cosines.
 *
 * @param margin the cosine up to which unlike examples cost nothing, from -1 to 1
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record CosineEmbeddingLossSpec(
        @Default("0.0") double margin, @Default("MEAN") Reduction reduction) {}
