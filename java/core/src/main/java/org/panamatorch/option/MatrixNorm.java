package org.panamatorch.option;

import java.util.Locale;

/**
 * Norms of matrices that have no number.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_norm.html">torch.linalg.matrix_norm</a>
 */
public enum MatrixNorm {
    /** Frobenius norm. */
    FRO,
    /** Nuclear norm, the sum of the singular values. */
    NUC;

    /**
     * Python's word.
     *
     * @return {@code fro} or {@code nuc}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
