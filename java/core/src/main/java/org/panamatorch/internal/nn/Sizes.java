package org.panamatorch.internal.nn;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Functional;

import java.util.Arrays;

/** Sizes that may be one for all dimensions or one each. */
public final class Sizes {
    public static final long[] ZERO = {0};
    public static final long[] ONE = {1};
    private static final long[] EMPTY = {};

    private Sizes() {}

    public static long[] of(long size) {
        return new long[] {size};
    }

    /** The sizes, or none for null. */
    public static long[] orEmpty(Extent sizes) {
        return sizes == null ? EMPTY : sizes.sizes();
    }

    public static long[] repeated(long size, int count) {
        long[] sizes = new long[count];
        Arrays.fill(sizes, size);
        return sizes;
    }

    /**
     * One for all dimensions where there is but one; the operation and the name are for the error.
     */
    public static long[] expand(String operation, String name, long[] sizes, int count) {
        return expand(Required.present(operation, name, sizes, "a list of integers"), count);
    }

    /** One for all dimensions where there is but one. */
    public static long[] expand(long[] sizes, int count) {
        return sizes.length == 1 && count != 1 ? repeated(sizes[0], count) : sizes;
    }

    /** Puts the sizes of the input's last dimensions for {@link Functional#SAME_SIZE}. */
    public static long[] withDefaults(String operation, long[] sizes, int count, Tensor input) {
        long[] expanded = expand(operation, "outputSize", sizes, count);
        long[] defaults = Required.tensor(operation, "input", input).sizes();
        if (sizes.length != 1 && defaults.length <= sizes.length) {
            throw Checks.value(
                    "Input dimension should be at least " + (sizes.length + 1),
                    operation,
                    "input",
                    input,
                    "outputSize",
                    sizes);
        }
        if (Arrays.stream(expanded).noneMatch(size -> size == Functional.SAME_SIZE)) {
            return expanded;
        }
        if (defaults.length <= expanded.length) {
            throw Checks.value(
                    "Input dimension should be at least " + (expanded.length + 1),
                    operation,
                    "input",
                    input,
                    "outputSize",
                    sizes);
        }
        long[] filled = expanded.clone();
        for (int i = 0; i < filled.length; i++) {
            if (filled[i] == Functional.SAME_SIZE) {
                filled[i] = defaults[defaults.length - filled.length + i];
            }
        }
        return filled;
    }
}
