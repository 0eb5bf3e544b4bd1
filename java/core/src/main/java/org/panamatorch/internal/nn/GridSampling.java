package org.panamatorch.internal.nn;

import org.panamatorch.Warnings;
import org.panamatorch.option.InterpolationMode;

/** How grids are sampled, and what their corners are. */
public final class GridSampling {
    private GridSampling() {}

    public static long interpolationCode(InterpolationMode mode) {
        return switch (Required.present("gridSample", "mode", mode, "an interpolation mode")) {
            case BILINEAR -> 0;
            case NEAREST -> 1;
            case BICUBIC -> 2;
            default ->
                    throw Checks.value(
                            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest'"
                                    + " or 'bicubic', but got: '"
                                    + mode
                                    + "'");
        };
    }

    public static boolean alignCorners(Boolean given) {
        if (given == null) {
            Warnings.warn(
                    "Default grid_sample and affine_grid behavior has changed to"
                        + " align_corners=False since 1.3.0. Please specify align_corners=True if"
                        + " the old behavior is desired. See the documentation of grid_sample for"
                        + " details.");
            return false;
        }
        return given;
    }
}
