package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the negative log likelihood of counts.
 *
 * @param logInput whether the input is logarithms of rates
 * @param full whether to add Stirling's approximation of the target's term
 * @param eps what is added to the rate before its logarithm is taken
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record PoissonNLLLossSpec(
        @Default("true") boolean logInput,
        @Default("false") boolean full,
        @Default("1e-8") double eps,
        @Default("MEAN") Reduction reduction) {}
