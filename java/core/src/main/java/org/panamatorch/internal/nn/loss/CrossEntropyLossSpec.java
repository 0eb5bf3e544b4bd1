package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the cross entropy between logits and classes.
 *
 * @param weight the weights of the classes, (C)
 * @param ignoreIndex the index whose elements count neither for the loss nor for the mean
 * @param reduction what becomes of the elements' losses
 * @param labelSmoothing how much of each target is spread over all classes, from 0 to 1
 */
@OptionSet
@Unprinted
public record CrossEntropyLossSpec(
        @Default("null") Tensor weight,
        @Default("-100") long ignoreIndex,
        @Default("MEAN") Reduction reduction,
        @Default("0.0") double labelSmoothing) {}
