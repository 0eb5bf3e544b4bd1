package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of Huber's loss.
 *
 * @param reduction what becomes of the elements' losses
 * @param delta the difference where the square ends
 */
@OptionSet
@Unprinted
public record HuberLossSpec(@Default("MEAN") Reduction reduction, @Default("1.0") double delta) {}
