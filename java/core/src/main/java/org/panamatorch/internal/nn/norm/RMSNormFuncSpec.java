package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of division by the root of the mean square, with a given scale.
 *
 * @param weight the scale, of the normalized shape
 * @param eps what is added to the mean square, where it is not the dtype's epsilon
 */
@OptionSet
@Unprinted
public record RMSNormFuncSpec(@Default("null") Tensor weight, @Default("null") Double eps) {}
