package org.panamatorch.internal.nn.vision;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of resampling images; either a size or a factor is needed.
 *
 * @param size the spatial sizes of the output, one for all dimensions or one each
 * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one for
 *     all dimensions or one each
 */
@OptionSet
@Unprinted
public record Upsampling2dSpec(
        @Default("null") Extent size, @Default("null") double[] scaleFactor) {}
