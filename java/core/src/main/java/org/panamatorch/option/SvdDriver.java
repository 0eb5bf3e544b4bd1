package org.panamatorch.option;

import java.util.Locale;

/**
 * The routine of cuSOLVER that decomposes by singular values; CUDA only.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svd.html">torch.linalg.svd</a>
 */
public enum SvdDriver {
    /** QR iteration. */
    GESVD,
    /** Jacobi. */
    GESVDJ,
    /** Approximate Jacobi, for tall matrices. */
    GESVDA;

    /**
     * Python's word.
     *
     * @return {@code gesvd}, {@code gesvdj} or {@code gesvda}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
