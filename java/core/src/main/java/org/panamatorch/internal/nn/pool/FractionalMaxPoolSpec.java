package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/**
 * Options of maximum poolings at random places.
 *
 * @param outputSize the size of the output; either this or the ratio is needed
 * @param outputRatio the size of the output as a part of that of the input, between 0 and 1, one
 *     for all spatial dimensions or one each; either this or the size is needed
 * @param returnIndices whether the indices are asked for; {@code callWithIndices} gives them in any
 *     case
 * @param randomSamples where the windows are, (N, C, dimensions), from 0 to 1, or nothing to draw
 *     it each time
 */
@OptionSet
@Unprinted
public record FractionalMaxPoolSpec(
        @Default("null") Extent outputSize,
        @Default("null") double[] outputRatio,
        @Default("false") boolean returnIndices,
        @Default("null") Tensor randomSamples) {}
