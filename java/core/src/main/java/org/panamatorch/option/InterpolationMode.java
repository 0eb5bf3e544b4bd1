package org.panamatorch.option;

import java.util.Locale;

/**
 * How values between elements are found.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.interpolate.html">torch.nn.functional.interpolate</a>
 */
public enum InterpolationMode {
    /** By the nearest element, as OpenCV rounds. */
    NEAREST,
    /** By the nearest element, as Pillow rounds. */
    NEAREST_EXACT,
    /** Linearly, in one dimension. */
    LINEAR,
    /** Linearly, in two dimensions. */
    BILINEAR,
    /** Linearly, in three dimensions. */
    TRILINEAR,
    /** By cubic polynomials, in two dimensions. */
    BICUBIC,
    /** By Lanczos's window, in two dimensions. */
    LANCZOS,
    /** By the mean of the elements that a new one covers. */
    AREA;

    /**
     * Python's word.
     *
     * @return {@code nearest}, {@code nearest-exact}, {@code linear}, {@code bilinear}, {@code
     *     trilinear}, {@code bicubic}, {@code lanczos} or {@code area}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
