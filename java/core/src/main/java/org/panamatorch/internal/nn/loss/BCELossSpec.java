package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the cross entropy between two probabilities.
 *
 * @param weight weights that broadcast to the target
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record BCELossSpec(@Default("null") Tensor weight, @Default("MEAN") Reduction reduction) {}
