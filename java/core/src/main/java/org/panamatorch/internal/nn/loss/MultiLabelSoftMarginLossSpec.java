package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the loss of several labels each.
 *
 * @param weight the weights of the classes, (C)
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record MultiLabelSoftMarginLossSpec(
        @Default("null") Tensor weight, @Default("MEAN") Reduction reduction) {}
