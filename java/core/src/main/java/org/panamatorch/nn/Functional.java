package org.panamatorch.nn;

/**
 * The functions of torch.nn.functional under their names in Java's casing.
 *
 * <p>Arguments are in Python's order and have its defaults: the shorter forms leave the last ones
 * out. A size that may be one number for all dimensions or one each is a {@code long} or a {@code
 * long[]}; in the longest form, where it is an array, one element stands for all. What Python names
 * by a string is an enum.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.functional.html">torch.nn.functional</a>
 */
public final class Functional extends FunctionalAttention {
    /** In a size for adaptive pooling: the size of the input. */
    public static final long SAME_SIZE = Long.MIN_VALUE;

    private Functional() {}
}
