package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of Huber's loss as a function, whose elements can be weighted.
 *
 * @param reduction what becomes of the elements' losses
 * @param delta the difference where the square ends
 * @param weight the weights of the elements, of the input's shape
 */
@OptionSet
@Unprinted
public record HuberLossFuncSpec(
        @Default("MEAN") Reduction reduction,
        @Default("1.0") double delta,
        @Default("null") Tensor weight) {}
