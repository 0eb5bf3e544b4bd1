package org.panamatorch.option;

import java.util.Locale;

/**
 * Whether Euclidean distances are computed by a matrix product, which is faster and less exact.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.cdist.html">torch.cdist</a>
 */
public enum CdistMode {
    /** For more than 25 points on a side. */
    USE_MM_FOR_EUCLID_DIST_IF_NECESSARY(0),
    /** Always. */
    USE_MM_FOR_EUCLID_DIST(1),
    /** Never. */
    DONOT_USE_MM_FOR_EUCLID_DIST(2);

    private final int code;

    CdistMode(int code) {
        this.code = code;
    }

    /**
     * The code of ATen's {@code compute_mode}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * Python's word.
     *
     * @return a word such as {@code use_mm_for_euclid_dist}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
