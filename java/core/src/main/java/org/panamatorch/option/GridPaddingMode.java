package org.panamatorch.option;

import org.panamatorch.nn.Functional;

import java.util.Locale;

/**
 * The values that {@link Functional#gridSample} finds outside of the input.
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
