package org.panamatorch.internal.nn.vision;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.option.InterpolationMode;

/**
 * Options of a module that resamples; either a size or a factor is needed.
 *
 * @param size the spatial sizes of the output, one for all dimensions or one each
 * @param scaleFactor the spatial sizes of the output as multiples of those of the input, one for
 *     all dimensions or one each
 * @param mode how to interpolate
 * @param alignCorners whether the corner elements keep their values; without a word they do not
 * @param recomputeScaleFactor whether to compute with the ratio of the sizes instead of the given
 *     factor; without a word it is not
 */
@OptionSet
@Unprinted
public record UpsampleSpec(
        @Default("null") Extent size,
        @Default("null") double[] scaleFactor,
        @Default("NEAREST") InterpolationMode mode,
        @Default("null") Boolean alignCorners,
        @Default("null") Boolean recomputeScaleFactor) {}
