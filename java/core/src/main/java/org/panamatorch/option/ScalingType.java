package org.panamatorch.option;

import org.panamatorch.nn.Functional;

/**
 * The elements that a scale of {@link Functional#scaledMm} covers.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_mm.html">torch.nn.functional.scaled_mm</a>
 */
public enum ScalingType {
    /** The whole matrix. */
    TENSOR_WISE(0),
    /** A row. */
    ROW_WISE(1),
    /** 16 elements of a row. */
    BLOCK_WISE_1X16(2),
    /** 32 elements of a row. */
    BLOCK_WISE_1X32(3),
    /** 128 elements of a row. */
    BLOCK_WISE_1X128(4),
    /** 128 elements of 128 rows. */
    BLOCK_WISE_128X128(5);

    private final int code;

    ScalingType(int code) {
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
