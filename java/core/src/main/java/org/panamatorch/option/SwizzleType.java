package org.panamatorch.option;

import org.panamatorch.nn.Functional;

/**
 * How scales of {@link Functional#scaledMm} are laid out.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_mm.html">torch.nn.functional.scaled_mm</a>
 */
public enum SwizzleType {
    /** Row by row. */
    NO_SWIZZLE(0),
    /** In the tiles that CUDA expects. */
    SWIZZLE_32_4_4(1);

    private final int code;

    SwizzleType(int code) {
        this.code = code;
    }

    /**
     * PyTorch's code.
     *
     * @return the code
     */
    public int code() {
        return code;
    }
}
