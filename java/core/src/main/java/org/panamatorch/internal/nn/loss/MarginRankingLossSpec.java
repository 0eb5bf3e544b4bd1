package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the loss of a ranking.
 *
 * @param margin by how much the one must be greater
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record MarginRankingLossSpec(
        @Default("0.0") double margin, @Default("MEAN") Reduction reduction) {}
