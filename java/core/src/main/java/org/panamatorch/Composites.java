package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.LuWithInfoResult;
import org.panamatorch.internal.aten.Unique2Result;
import org.panamatorch.internal.aten.UniqueConsecutiveResult;
import org.panamatorch.internal.aten.UniqueDimResult;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.option.UniqueConsecutiveSpec;
import org.panamatorch.internal.option.UniqueSpec;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.UniqueResult;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Python's functions that are made of several operators. */
final class Composites {
    private Composites() {}

    /**
     * The common shape.
     *
     * @param shapes the shapes
     * @return the shape
     */
    static Shape broadcastShapes(Shape... shapes) {
        Arguments.requirePresent(shapes, "broadcast_shapes", "shapes", "a list of shapes");
        Arguments.requireAll(Arrays.asList(shapes), "broadcast_shapes", "shapes", "shapes");
        int dims = Arrays.stream(shapes).mapToInt(Shape::dim).max().orElse(0);
        long[] common = new long[dims];
        Arrays.fill(common, 1);
        for (int argument = 0; argument < shapes.length; argument++) {
            long[] sizes = shapes[argument].toArray();
            for (int i = 1; i <= sizes.length; i++) {
                long size = sizes[sizes.length - i];
                if (size == 1 || size == common[dims - i]) {
                    continue;
                }
                if (common[dims - i] != 1 || size < 0) {
                    throw Failure.refusal(
                            Kind.RUNTIME,
                            "Attempting to broadcast a dimension of length "
                                    + size
                                    + " at "
                                    + -i
                                    + "! Mismatching argument at index "
                                    + argument
                                    + " had "
                                    + tuple(sizes)
                                    + "; but expected shape should be broadcastable to "
                                    + Arrays.toString(common),
                            "broadcast_shapes",
                            "shapes",
                            shapes);
                }
                common[dims - i] = size;
            }
        }
        return Shape.of(common);
    }

    private static String tuple(long... values) {
        String list =
                LongStream.of(values).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return values.length == 1 ? "(" + list + ",)" : "(" + list + ")";
    }

    /**
     * Products over the last dimensions of one tensor and the first of another.
     *
     * @param a a tensor
     * @param b a tensor
     * @param dims how many dimensions
     * @return the sums
     */
    static Tensor tensordot(Tensor a, Tensor b, int dims) {
        if (dims < 0) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "tensordot expects dims >= 0, but got dims=" + dims,
                    "tensordot",
                    "a",
                    a,
                    "b",
                    b,
                    "dims",
                    dims);
        }
        if (dims > Math.min(TensorCalls.dim(a), TensorCalls.dim(b))) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "tensordot expects dims < ndim_a or ndim_b, but got dims=" + dims,
                    "tensordot",
                    "a",
                    a,
                    "b",
                    b,
                    "dims",
                    dims);
        }
        return AtenT.tensordot(
                a, b, LongStream.range(-dims, 0).toArray(), LongStream.range(0, dims).toArray());
    }

    /**
     * The coordinates of elements.
     *
     * @param indices their places
     * @param shape of what they are places in
     * @return one tensor a dimension
     */
    static Tensor[] unravelIndex(Tensor indices, Shape shape) {
        Arguments.requirePresent(indices, "unravel_index", "indices", "a tensor");
        Arguments.requirePresent(shape, "unravel_index", "shape", "a shape");
        DType dtype = indices.dtype();
        if (dtype.isComplex() || dtype.isFloatingPoint() || dtype == DType.BOOL) {
            throw Failure.refusal(
                    Kind.TYPE,
                    "expected 'indices' to be integer dtype, but got " + dtype,
                    "unravel_index",
                    "indices",
                    indices,
                    "shape",
                    shape);
        }
        long[] sizes = shape.toArray();
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw Failure.refusal(
                    Kind.VALUE,
                    "'shape' cannot have negative values, but got " + tuple(sizes),
                    "unravel_index",
                    "indices",
                    indices,
                    "shape",
                    shape);
        }
        long[] steps = new long[sizes.length];
        long step = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            steps[i] = step;
            step *= sizes[i];
        }
        TensorOptions options = TensorOptions.of(DType.INT64, indices.device());
        TensorScope scope = new TensorScope();
        try (scope) {
            Tensor[] coordinates =
                    indices.unsqueeze(-1)
                            .floorDivide(Torch.tensor(steps, options))
                            .remainder(Torch.tensor(sizes, options))
                            .unbind(-1);
            for (Tensor coordinate : coordinates) {
                scope.keep(coordinate);
            }
            return coordinates;
        }
    }

    /**
     * A number divided by a tensor, in Python's two steps.
     *
     * @param number the number
     * @param other the tensor
     * @return the quotients
     */
    static Tensor div(Number number, Tensor other) {
        try (Tensor reciprocal = AtenR.reciprocal(other)) {
            return AtenM.mul_Scalar(reciprocal, number);
        }
    }

    /**
     * The different elements, or slices.
     *
     * @param input the tensor
     * @param set which results are wanted
     * @return the results
     */
    static UniqueResult unique(Tensor input, UniqueSpec set) {
        if (set.dim() == null) {
            Unique2Result found =
                    AtenU._unique2(input, set.sorted(), set.returnInverse(), set.returnCounts());
            return unique(
                    found.result0(),
                    found.result1(),
                    found.result2(),
                    set.returnInverse(),
                    set.returnCounts());
        }
        UniqueDimResult found =
                AtenU.unique_dim(
                        input, set.dim(), set.sorted(), set.returnInverse(), set.returnCounts());
        return unique(
                found.output(),
                found.inverseIndices(),
                found.counts(),
                set.returnInverse(),
                set.returnCounts());
    }

    /**
     * The elements, or slices, without those that follow an equal one.
     *
     * @param input the tensor
     * @param set which results are wanted
     * @return the results
     */
    static UniqueResult uniqueConsecutive(Tensor input, UniqueConsecutiveSpec set) {
        UniqueConsecutiveResult found =
                AtenU.unique_consecutive(input, set.returnInverse(), set.returnCounts(), set.dim());
        return unique(
                found.output(),
                found.inverseIndices(),
                found.counts(),
                set.returnInverse(),
                set.returnCounts());
    }

    /**
     * An LU factorization.
     *
     * @param input the matrices
     * @param pivot whether rows are exchanged
     * @param getInfos whether to say which could not be factorized, instead of throwing
     * @return the results
     */
    static LuResult lu(Tensor input, boolean pivot, boolean getInfos) {
        LuWithInfoResult found = AtenL._lu_with_info(input, pivot, !getInfos);
        if (!getInfos) {
            found.info().close();
        }
        return new LuResult(found.lu(), found.pivots(), getInfos ? found.info() : null);
    }

    /**
     * The strides of elements that lie one after the other.
     *
     * @param size the shape
     * @return one stride a dimension
     */
    static long[] contiguousStrides(long... size) {
        Arguments.requirePresent(size, "set_", "size", "integers");
        long[] strides = new long[size.length];
        long step = 1;
        for (int i = size.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(size[i], 1);
        }
        return strides;
    }

    /**
     * The requested results of a search for different elements.
     *
     * @param output the elements
     * @param inverse their places
     * @param counts their counts
     * @param returnInverse whether the places are wanted
     * @param returnCounts whether the counts are wanted
     * @return the results
     */
    private static UniqueResult unique(
            Tensor output,
            Tensor inverse,
            Tensor counts,
            boolean returnInverse,
            boolean returnCounts) {
        if (!returnInverse) {
            inverse.close();
        }
        if (!returnCounts) {
            counts.close();
        }
        return new UniqueResult(
                output, returnInverse ? inverse : null, returnCounts ? counts : null);
    }
}
