package org.panamatorch.internal.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Shapes put together and cut, and sums over the last dimensions of tensors. */
public final class Shapes {
    private Shapes() {}

    /** The dimensions of several shapes, one after the other. */
    public static Shape join(Shape... shapes) {
        return Shape.of(
                Stream.of(shapes).flatMapToLong(each -> LongStream.of(each.toArray())).toArray());
    }

    /** The first dimensions; a negative number says how many to leave out. */
    public static Shape first(Shape shape, int count) {
        int kept = count < 0 ? shape.dim() + count : count;
        requireDims(shape, kept, count);
        return Shape.of(Arrays.copyOf(shape.toArray(), kept));
    }

    /** The last dimensions. */
    public static Shape last(Shape shape, int count) {
        requireDims(shape, count, count);
        return Shape.of(Arrays.copyOfRange(shape.toArray(), shape.dim() - count, shape.dim()));
    }

    private static void requireDims(Shape shape, int kept, int count) {
        if (kept < 0 || kept > shape.dim()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "shape " + shape + " has " + shape.dim() + " dimensions, and not " + count);
        }
    }

    /** So many dimensions of one element; none where they are fewer than none, as in Python. */
    public static Shape ones(int count) {
        return Shape.of(LongStream.generate(() -> 1).limit(Math.max(0, count)).toArray());
    }

    /** A tensor with other first dimensions, of which nothing is copied. */
    public static Tensor expand(Tensor tensor, Shape batchShape, int eventDim) {
        return tensor.expand(join(batchShape, last(tensor.shape(), eventDim)).toArray());
    }

    /** The sum over the last dimensions. */
    public static Tensor sumLast(Tensor tensor, int dims) {
        return dims == 0 ? tensor : oneLast(tensor, dims).sum(-1);
    }

    /** Whether all is true over the last dimensions. */
    public static Tensor allLast(Tensor tensor, int dims) {
        return oneLast(tensor, dims).all(-1);
    }

    private static Tensor oneLast(Tensor tensor, int dims) {
        // A tensor of fewer dimensions is one event.
        long[] sizes = Arrays.copyOf(tensor.sizes(), Math.max(tensor.dim() - dims, 0) + 1);
        sizes[sizes.length - 1] = -1;
        return tensor.reshape(sizes);
    }

    /** Whether two shapes, with missing first dimensions for one element, broadcast. */
    public static boolean areBroadcastable(Shape a, Shape b) {
        for (int i = 1; i <= Math.min(a.dim(), b.dim()); i++) {
            if (a.size(-i) != 1 && b.size(-i) != 1 && a.size(-i) != b.size(-i)) {
                return false;
            }
        }
        return true;
    }
}
