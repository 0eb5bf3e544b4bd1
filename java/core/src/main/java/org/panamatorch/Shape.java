package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor. Immutable.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/size.html">torch.Size</a>
 */
public final class Shape {
    private final long[] sizes;

    private Shape(long[] sizes) {
        this.sizes = sizes;
    }

    /**
     * The shape of these sizes.
     *
     * @param sizes the sizes, none negative
     * @return the shape
     * @throws IllegalArgumentException if a size is negative
     */
    public static Shape of(long... sizes) {
        Arguments.requirePresent(sizes, "Shape.of", "sizes", "a list of integers");
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in " + Arrays.toString(sizes));
            }
        }
        return new Shape(sizes.clone());
    }

    /**
     * How many dimensions there are.
     *
     * @return the number of dimensions, 0 for a scalar
     */
    public int dim() {
        return sizes.length;
    }

    /**
     * The size of one dimension.
     *
     * @param dim the dimension; negative ones count from the end
     * @return its size
     * @throws TorchException if there is no such dimension
     */
    public long size(int dim) {
        int index = dim < 0 ? dim + sizes.length : dim;
        if (index < 0 || index >= sizes.length) {
            throw new TorchException(TorchException.Kind.INDEX, "tuple index out of range");
        }
        return sizes[index];
    }

    /**
     * How many elements there are.
     *
     * @return the product of the sizes, 1 for a scalar
     * @throws TorchException if there are more than 2⁶³ - 1
     */
    public long numel() {
        long product = 1;
        for (long size : sizes) {
            if (Math.multiplyHigh(product, size) != product * size >> Long.SIZE - 1) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "numel: integer multiplication overflow of " + this);
            }
            product *= size;
        }
        return product;
    }

    /**
     * The sizes.
     *
     * @return a new array
     */
    public long[] toArray() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Shape other && Arrays.equals(sizes, other.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /**
     * The shape as Python prints it.
     *
     * @return a text such as {@code torch.Size([5, 4])}
     */
    @Override
    public String toString() {
        return Arrays.stream(sizes)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", "torch.Size([", "])"));
    }
}
