package org.panamatorch.option;

import java.util.Locale;

/**
 * How much of a QR decomposition is made.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.linalg.qr.html">torch.linalg.qr</a>
 */
public enum QrMode {
    /** Q with as many columns as R has rows. */
    REDUCED,
    /** A square Q. */
    COMPLETE,
    /** R alone; Q comes back empty. */
    R;

    /**
     * Python's word.
     *
     * @return {@code reduced}, {@code complete} or {@code r}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
