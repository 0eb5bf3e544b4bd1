package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of samples of the Gumbel-softmax distribution.
 *
 * @param tau the temperature
 * @param hard whether samples are one-hot, with the gradients of the soft ones
 * @param dim the dimension of the classes
 */
@OptionSet
@Unprinted
public record GumbelSoftmaxFuncSpec(
        @Default("1.0") double tau, @Default("false") boolean hard, @Default("-1") long dim) {}
