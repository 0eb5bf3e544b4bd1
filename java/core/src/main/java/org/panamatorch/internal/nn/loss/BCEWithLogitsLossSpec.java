package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the cross entropy between the sigmoid of a logit and a probability.
 *
 * @param weight weights that broadcast to the target
 * @param reduction what becomes of the elements' losses
 * @param posWeight weights of the positive examples that broadcast to the target
 */
@OptionSet
@Unprinted
public record BCEWithLogitsLossSpec(
        @Default("null") Tensor weight,
        @Default("MEAN") Reduction reduction,
        @Default("null") Tensor posWeight) {}
