package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of instance normalization by given statistics.
 *
 * @param runningMean the running means, (C), which training updates
 * @param runningVar the running variances, (C), which training updates
 * @param weight the scale, (C)
 * @param bias the shift, (C)
 * @param useInputStats whether to normalize by the input's statistics
 * @param momentum how much of the running values the new ones replace
 * @param eps what is added to the variance
 */
@OptionSet
@Unprinted
public record InstanceNormFuncSpec(
        @Default("null") Tensor runningMean,
        @Default("null") Tensor runningVar,
        @Default("null") Tensor weight,
        @Default("null") Tensor bias,
        @Default("true") boolean useInputStats,
        @Default("0.1") double momentum,
        @Default("1e-5") double eps) {}
