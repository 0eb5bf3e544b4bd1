package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the negative log likelihood under a normal distribution.
 *
 * @param full whether to add the constant term
 * @param eps what the variance is at least
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record GaussianNLLLossSpec(
        @Default("false") boolean full,
        @Default("1e-6") double eps,
        @Default("MEAN") Reduction reduction) {}
