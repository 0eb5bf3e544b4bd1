package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;

/** C's functions of numbers, which Python computes with: Java's own may differ in the last bit. */
public final class CMath {
    private CMath() {}

    /**
     * Python's {@code base ** exponent} of floats.
     *
     * @param base the base
     * @param exponent the exponent
     * @return the power
     */
    public static double pow(double base, double exponent) {
        return PanamaTorch.pt_pow(base, exponent);
    }

    /**
     * Python's {@code math.cos}.
     *
     * @param x the angle
     * @return its cosine
     */
    public static double cos(double x) {
        return PanamaTorch.pt_cos(x);
    }

    /**
     * Python's {@code math.log(x)}.
     *
     * @param x the number
     * @return its natural logarithm
     */
    public static double log(double x) {
        return PanamaTorch.pt_log(x);
    }
}
