package org.panamatorch.benchmarks.contest;

/**
 * Inputs and parameters that all contenders make alike; {@code native/bench/numbers.cpp} has them
 * in C++.
 */
public final class Numbers {
    /** The numbers of the first input, as no parameter has them. */
    public static final int INPUT = 1000;

    /** The numbers of what is to be learnt. */
    public static final int TARGET = 1001;

    /** The scale of inputs. */
    public static final float INPUT_SCALE = 2;

    /** The scale of parameters, with which sums over some hundred products stay near 1. */
    public static final float PARAMETER_SCALE = 0.2f;

    // Primes: neighbours and tensors differ, and no row of a matrix is like another.
    private static final long STRIDE = 7919;
    private static final long OFFSET = 104_729;
    private static final long PERIOD = 2003;

    private Numbers() {}

    /**
     * Numbers of a tensor.
     *
     * @param index the tensor
     * @param scale the numbers are from minus a half of it to a half of it
     * @param count how many
     * @return the numbers
     */
    public static float[] floats(int index, float scale, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = ((float) residue(index, i) / PERIOD - 0.5f) * scale;
        }
        return numbers;
    }

    /**
     * Integers of a tensor.
     *
     * @param index the tensor
     * @param bound above the integers, which begin at 0
     * @param count how many
     * @return the integers
     */
    public static long[] longs(int index, long bound, int count) {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = residue(index, i) % bound;
        }
        return numbers;
    }

    /**
     * The product of sizes.
     *
     * @param sizes the sizes
     * @return how many elements a tensor of these sizes has
     */
    public static int elements(long... sizes) {
        long product = 1;
        for (long size : sizes) {
            product *= size;
        }
        return Math.toIntExact(product);
    }

    private static long residue(long index, long i) {
        return (i * STRIDE + index * OFFSET) % PERIOD;
    }
}
