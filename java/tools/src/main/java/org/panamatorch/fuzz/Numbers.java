package org.panamatorch.fuzz;

import java.util.SplittableRandom;

/** Numbers at which programs break. */
final class Numbers {
    private static final long[] INTEGERS = {
        -1,
        -2,
        -100,
        5,
        7,
        64,
        1000,
        // Sizes and offsets that leave 32 bits, alone or times the size of an element.
        1L << 30,
        Integer.MAX_VALUE,
        1L << 31,
        -(1L << 31),
        -(1L << 31) - 1,
        1L << 40,
        1L << 61,
        1L << 62,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE + 1,
        Long.MIN_VALUE
    };
    private static final double[] WILD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        1e-300,
        Double.MIN_VALUE,
        -1e308,
        1e19,
        -1,
        1e9
    };
    private static final int SMALLEST = -1;
    private static final int LARGEST = 4;

    private Numbers() {}

    /** A small integer, as sizes, dimensions and indices are. */
    static long small(SplittableRandom random) {
        return random.nextInt(SMALLEST, LARGEST + 1);
    }

    static long integer(SplittableRandom random) {
        return INTEGERS[random.nextInt(INTEGERS.length)];
    }

    static double wild(SplittableRandom random) {
        return WILD[random.nextInt(WILD.length)];
    }

    static double extreme(SplittableRandom random) {
        return random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE;
    }
}
