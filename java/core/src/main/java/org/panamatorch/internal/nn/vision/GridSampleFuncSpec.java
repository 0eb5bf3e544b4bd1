package org.panamatorch.internal.nn.vision;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.GridPaddingMode;
import org.panamatorch.option.InterpolationMode;

/**
 * Options of sampling at the points of a grid.
 *
 * @param mode how to interpolate: bilinearly, by the nearest element or bicubically
 * @param paddingMode what there is outside
 * @param alignCorners whether -1 and 1 are the centres of the corner elements instead of their
 *     edges; without a word they are not
 */
@OptionSet
@Unprinted
public record GridSampleFuncSpec(
        @Default("BILINEAR") InterpolationMode mode,
        @Default("ZEROS") GridPaddingMode paddingMode,
        @Default("null") Boolean alignCorners) {}
