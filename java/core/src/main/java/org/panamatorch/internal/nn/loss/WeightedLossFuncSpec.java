package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of losses whose elements can be weighted.
 *
 * @param reduction what becomes of the elements' losses
 * @param weight the weights of the elements, of the input's shape
 */
@OptionSet
@Unprinted
public record WeightedLossFuncSpec(
        @Default("MEAN") Reduction reduction, @Default("null") Tensor weight) {}
