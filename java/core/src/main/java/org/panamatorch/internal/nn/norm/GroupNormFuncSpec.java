package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of normalization over groups of channels, with given scale and shift.
 *
 * @param weight the scale, (C)
 * @param bias the shift, (C)
 * @param eps what is added to the variance
 */
@OptionSet
@Unprinted
public record GroupNormFuncSpec(
        @Default("null") Tensor weight,
        @Default("null") Tensor bias,
        @Default("1e-5") double eps) {}
