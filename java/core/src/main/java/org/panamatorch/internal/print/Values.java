package org.panamatorch.internal.print;

/** Elements that were read from a tensor, in the order of their indices. */
public sealed interface Values {
    /**
     * Floating-point numbers of any width.
     *
     * @param values the elements, widened
     */
    record Reals(double[] values) implements Values {}

    /**
     * Complex numbers of any width.
     *
     * @param real the real parts, widened
     * @param imaginary the imaginary parts, widened
     */
    record Complexes(double[] real, double[] imaginary) implements Values {}

    /**
     * Integers of any width.
     *
     * @param values the elements, widened
     * @param unsigned whether a negative {@code long} stands for a number of 2<sup>63</sup> or more
     */
    record Integers(long[] values, boolean unsigned) implements Values {}

    /**
     * Booleans.
     *
     * @param values the elements
     */
    record Booleans(boolean[] values) implements Values {}
}
