package org.panamatorch.internal.nn;

import org.panamatorch.Shape;
import org.panamatorch.nn.Functional;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One number for all dimensions, or one each: Python prints them differently. */
public final class Extent {
    private final long[] sizes;
    private final boolean single;

    private Extent(long[] sizes, boolean single) {
        this.sizes = sizes;
        this.single = single;
    }

    public static Extent single(long size) {
        return new Extent(new long[] {size}, true);
    }

    /**
     * One each.
     *
     * @param owner the module's class, or the builder of its options, for the error
     * @param option the option that it is, for the error
     * @param sizes the sizes, not null
     */
    public static Extent tuple(Object owner, String option, long... sizes) {
        return tupleOrNull(Required.present(owner, option, sizes, "a list of integers"));
    }

    /** One each. */
    public static Extent of(Shape shape, String owner, String option) {
        return new Extent(Required.present(owner, option, shape, "a shape").toArray(), false);
    }

    /** One each, or null for null. */
    public static Extent tupleOrNull(long... sizes) {
        return sizes == null ? null : new Extent(sizes.clone(), false);
    }

    /**
     * The tuple that this stands for in a number of dimensions; one that is given stays as long as
     * it is, for what computes with it to refuse.
     */
    public Extent expanded(int dims) {
        return single ? new Extent(Sizes.repeated(sizes[0], dims), false) : this;
    }

    /** The sizes; the array is not to be changed. */
    public long[] sizes() {
        return sizes;
    }

    public boolean isSingle() {
        return single;
    }

    public boolean isAll(long size) {
        return Arrays.stream(sizes).allMatch(each -> each == size);
    }

    /** As Python prints it: {@code 2}, {@code (2,)} or {@code (3, None)}. */
    @Override
    public String toString() {
        if (single) {
            return item(sizes[0]);
        }
        return Arrays.stream(sizes)
                .mapToObj(Extent::item)
                .collect(Collectors.joining(", ", "(", sizes.length == 1 ? ",)" : ")"));
    }

    private static String item(long size) {
        return size == Functional.SAME_SIZE ? "None" : Long.toString(size);
    }
}
