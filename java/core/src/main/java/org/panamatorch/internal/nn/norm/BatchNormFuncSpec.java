package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of batch normalization by given statistics.
 *
 * @param weight the scale, (C)
 * @param bias the shift, (C)
 * @param training whether to normalize by the statistics of the batch
 * @param momentum how much of the running values the new ones replace
 * @param eps what is added to the variance
 */
@OptionSet
@Unprinted
public record BatchNormFuncSpec(
        @Default("null") Tensor weight,
        @Default("null") Tensor bias,
        @Default("false") boolean training,
        @Default("0.1") double momentum,
        @Default("1e-5") double eps) {}
