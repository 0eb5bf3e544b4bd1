package org.panamatorch.option;

import java.util.Locale;

/**
 * How Fourier transforms are scaled, where not by one over the length on the way back.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.fft.fft.html">torch.fft.fft</a>
 */
public enum FftNorm {
    /** By one over the length on the way there. */
    FORWARD,
    /** By one over the length on the way back. */
    BACKWARD,
    /** By one over the square root of the length both ways, which keeps the norm. */
    ORTHO;

    /**
     * Python's word.
     *
     * @return {@code forward}, {@code backward} or {@code ortho}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
