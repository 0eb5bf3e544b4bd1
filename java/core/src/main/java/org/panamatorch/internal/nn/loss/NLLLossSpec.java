package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the negative log likelihood of classes.
 *
 * @param weight the weights of the classes, (C)
 * @param ignoreIndex the index whose elements count neither for the loss nor for the mean
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record NLLLossSpec(
        @Default("null") Tensor weight,
        @Default("-100") long ignoreIndex,
        @Default("MEAN") Reduction reduction) {}
