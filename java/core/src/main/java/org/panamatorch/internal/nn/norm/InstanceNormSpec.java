package org.panamatorch.internal.nn.norm;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of instance normalization.
 *
 * @param eps what is added to the variance
 * @param momentum how much of the running statistics the new ones replace, or null for the plain
 *     mean of all batches
 * @param affine whether scale and shift are learned
 * @param trackRunningStats whether there are running statistics, which evaluation normalizes by
 * @param device where parameters and buffers are
 * @param dtype the dtype of parameters and buffers
 * @param bias whether a shift is learned, if a scale is
 */
@OptionSet
@Unprinted
public record InstanceNormSpec(
        @Default("1e-5") Number eps,
        @Default("0.1") @OrNone Number momentum,
        @Default("false") boolean affine,
        @Default("false") boolean trackRunningStats,
        @Default("null") Device device,
        @Default("null") DType dtype,
        @Default("true") boolean bias)
        implements RunningNorm {}
