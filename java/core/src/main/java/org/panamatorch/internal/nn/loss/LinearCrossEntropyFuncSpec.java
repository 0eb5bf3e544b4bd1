package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the function of a linear map with the cross entropy behind it.
 *
 * @param linearBias what the map adds, (C) or (C, d₁, …)
 * @param weight the weights of the classes, (C)
 * @param reduction what becomes of the elements' losses
 * @param ignoreIndex the index whose elements count neither for the loss nor for the mean; without
 *     one it is -100
 * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
 * @param options how memory is saved; without it all logits are computed at once
 */
@OptionSet
@Unprinted
public record LinearCrossEntropyFuncSpec(
        @Default("null") Tensor linearBias,
        @Default("null") Tensor weight,
        @Default("MEAN") Reduction reduction,
        @Default("null") Long ignoreIndex,
        @Default("0.0") double labelSmoothing,
        @Default("null") LinearCrossEntropySpec options) {}
