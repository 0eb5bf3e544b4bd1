package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of the connectionist temporal classification loss.
 *
 * @param blank the class that stands for no label
 * @param reduction what becomes of the elements' losses
 * @param zeroInfinity whether infinite losses, and their gradients, become zero
 */
@OptionSet
@Unprinted
public record CTCLossSpec(
        @Default("0") long blank,
        @Default("MEAN") Reduction reduction,
        @Default("false") boolean zeroInfinity) {}
