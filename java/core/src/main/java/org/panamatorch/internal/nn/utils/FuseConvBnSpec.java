package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a convolution and a batch normalization as one convolution.
 *
 * @param convB the convolution's bias
 * @param bnW the normalization's weight, ones without it
 * @param bnB the normalization's bias, zeros without it
 * @param transpose whether the convolution is a transposed one
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record FuseConvBnSpec(
        @Default("null") Tensor convB,
        @Default("null") Tensor bnW,
        @Default("null") Tensor bnB,
        @Default("false") boolean transpose) {}
