package org.panamatorch.internal.io;

/** How much memory the sizes in a file ask for. */
final class TensorSize {
    // As the native library's checks have them: no operator takes more dimensions, or beside a size
    // of 0 more steps.
    private static final int MAX_DIMS = 1024;
    private static final long MAX_EMPTY_STEPS = 1L << 32;

    private TensorSize() {}

    /**
     * The product of the sizes and the memory of one element.
     *
     * @throws ArithmeticException if it cannot be counted, or no tensor has such sizes
     */
    static long of(long[] sizes, long element) {
        requirePossible(sizes);
        long product = element;
        for (long size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static void requirePossible(long[] sizes) {
        long room = MAX_EMPTY_STEPS;
        boolean isEmpty = false;
        for (long size : sizes) {
            isEmpty |= size == 0;
            room = size > 0 ? room / size : room;
        }
        if (sizes.length > MAX_DIMS || isEmpty && room == 0) {
            throw new ArithmeticException("sizes that no tensor has");
        }
    }
}
