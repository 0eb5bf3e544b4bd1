package org.panamatorch.internal.print;

/**
 * Most numbers with few digits behind the point, exactly, in one {@code long}: {@code BigDecimal}
 * takes ten times as long, and 20 ms of a program's start to be initialized.
 */
final class FixedPoint {
    // 10^18 is the largest power of ten in a long.
    private static final int MOST_DIGITS = 18;
    private static final int SIGNIFICAND_BITS = 52;
    private static final int EXPONENT_OF_INTEGERS = 1075;

    private FixedPoint() {}

    /**
     * The text of a number that is not negative.
     *
     * @return it, or null where the number needs more room
     */
    static String text(double value, int precision) {
        if (precision > MOST_DIGITS) {
            return null;
        }
        if (value == 0) {
            return text(0, precision, 1);
        }
        // The number is significand * 2^-shift, with an odd significand.
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> SIGNIFICAND_BITS);
        if (exponent == 0) {
            return null;
        }
        long significand = bits & (1L << SIGNIFICAND_BITS) - 1 | 1L << SIGNIFICAND_BITS;
        int zeros = Long.numberOfTrailingZeros(significand);
        int shift = EXPONENT_OF_INTEGERS - exponent - zeros;
        significand >>>= zeros;
        return shift <= 0
                ? integer(significand, -shift, precision)
                : fraction(significand, shift, precision);
    }

    private static String integer(long significand, int shift, int precision) {
        long scale = powerOfTen(precision);
        if (shift >= Long.numberOfLeadingZeros(significand) - 1) {
            return null;
        }
        long value = significand << shift;
        return Math.multiplyHigh(value, scale) == 0 && value * scale > 0
                ? text(value * scale, precision, scale)
                : null;
    }

    private static String fraction(long significand, int shift, int precision) {
        long scale = powerOfTen(precision);
        long scaled = significand * scale;
        if (shift >= Long.SIZE - 1 || Math.multiplyHigh(significand, scale) != 0 || scaled < 0) {
            return null;
        }
        long rounded = scaled >>> shift;
        long rest = scaled & (1L << shift) - 1;
        long half = 1L << shift - 1;
        if (rest > half || rest == half && (rounded & 1) == 1) {
            rounded++;
        }
        return text(rounded, precision, scale);
    }

    private static String text(long scaled, int precision, long scale) {
        if (precision == 0) {
            return Long.toString(scaled);
        }
        String digits = Long.toString(scaled % scale);
        return scaled / scale + "." + "0".repeat(precision - digits.length()) + digits;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
