package org.panamatorch.option;

import java.util.Locale;

/**
 * The routine of LAPACK that solves least squares.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lstsq.html">torch.linalg.lstsq</a>
 */
public enum LstsqDriver {
    /** QR with pivoting; any rank. */
    GELSY,
    /** QR; full rank only. */
    GELS,
    /** Divide and conquer on singular values; any rank. */
    GELSD,
    /** Singular values; any rank. */
    GELSS;

    /**
     * Python's word.
     *
     * @return {@code gelsy}, {@code gels}, {@code gelsd} or {@code gelss}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
