package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a linear map and a batch normalization as one linear map.
 *
 * @param linearB the map's bias
 */
@OptionSet(home = "org.panamatorch.nn.utils")
@Unprinted
public record FuseLinearBnSpec(@Default("null") Tensor linearB) {}
