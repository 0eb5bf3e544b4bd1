package org.panamatorch.internal.nn.loss;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the softmax over very many classes.
 *
 * @param divValue by how much each cluster's inner size is less than that of the one before
 * @param headBias whether the map to the frequent classes has a bias
 * @param device where the parameters are
 * @param dtype the parameters' dtype
 */
@OptionSet
@Unprinted
public record AdaptiveLogSoftmaxWithLossSpec(
        @Default("4.0") double divValue,
        @Default("false") boolean headBias,
        @Default("null") Device device,
        @Default("null") DType dtype) {}
