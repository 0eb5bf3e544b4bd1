package org.panamatorch.internal.nn.linear;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of linear maps.
 *
 * @param bias whether there is a bias
 * @param device where the parameters are
 * @param dtype the parameters' dtype
 */
@OptionSet
@Unprinted
public record LinearSpec(
        @Default("true") boolean bias,
        @Default("null") Device device,
        @Default("null") DType dtype) {}
