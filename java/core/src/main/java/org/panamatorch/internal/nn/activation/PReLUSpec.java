package org.panamatorch.internal.nn.activation;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the unit whose slopes are learned.
 *
 * @param numParameters how many slopes there are: 1 for all channels, or one each
 * @param init what the slopes are at first
 * @param device where the slopes are
 * @param dtype the slopes' dtype
 */
@OptionSet
public record PReLUSpec(
        @Default("1") long numParameters,
        @Default("0.25") @Unprinted Number init,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype) {}
