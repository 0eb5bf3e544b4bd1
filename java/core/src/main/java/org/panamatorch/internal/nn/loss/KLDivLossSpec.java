package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the Kullback-Leibler divergence.
 *
 * @param reduction what becomes of the elements' losses
 * @param logTarget whether the target is logarithms of probabilities
 */
@OptionSet
@Unprinted
public record KLDivLossSpec(
        @Default("MEAN") Reduction reduction, @Default("false") boolean logTarget) {}
