package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the smooth absolute loss.
 *
 * @param reduction what becomes of the elements' losses
 * @param beta the difference where the square ends
 */
@OptionSet
@Unprinted
public record SmoothL1LossSpec(@Default("MEAN") Reduction reduction, @Default("1.0") double beta) {}
