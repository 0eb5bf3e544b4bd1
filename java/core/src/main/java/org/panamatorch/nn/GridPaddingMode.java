package org.panamatorch.nn;

import org.panamatorch.Warnings;

import java.util.Locale;

/**
 * What {@link Functional#gridSample} finds outside of the input.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.grid_sample.html">torch.nn.functional.grid_sample</a>
 */
public enum GridPaddingMode {
    /** Zeros. */
    ZEROS(0),
    /** The nearest element of the edge. */
    BORDER(1),
    /** The elements before the edge, backwards. */
    REFLECTION(2);

    private final int code;

    GridPaddingMode(int code) {
        this.code = code;
    }

    /**
     * The code of ATen's {@code GridSamplerPadding}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    static long interpolationCode(InterpolationMode mode) {
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

    static boolean alignCorners(Boolean given) {
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

    /**
     * Python's word.
     *
     * @return {@code zeros}, {@code border} or {@code reflection}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
