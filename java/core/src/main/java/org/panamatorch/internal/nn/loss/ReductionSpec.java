package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Reduction;

/**
 * Options of losses that have none but the reduction.
 *
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record ReductionSpec(@Default("MEAN") Reduction reduction) {}
