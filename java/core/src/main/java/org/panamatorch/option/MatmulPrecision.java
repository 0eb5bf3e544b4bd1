package org.panamatorch.option;

import java.util.Locale;

/**
 * How products of {@code float32} matrices may be computed inside.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_float32_matmul_precision.html">
 *     torch.set_float32_matmul_precision</a>
 */
public enum MatmulPrecision {
    /** In {@code float32}. */
    HIGHEST,
    /** In TensorFloat32, or as sums of two {@code bfloat16}, where the device is faster so. */
    HIGH,
    /** In {@code bfloat16}, where the device is faster so. */
    MEDIUM;

    /**
     * Python's word.
     *
     * @return {@code highest}, {@code high} or {@code medium}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
