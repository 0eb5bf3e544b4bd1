package org.panamatorch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Turns tensors into nested lists. */
final class NestedLists {
    private NestedLists() {}

    /**
     * The elements of a tensor.
     *
     * @param tensor the tensor
     * @return nested lists, or the element of a tensor of no dimension
     */
    static Object of(Tensor tensor) {
        try (TensorScope _ = new TensorScope()) {
            return nested(elements(tensor.detach()), tensor.sizes(), 0, new int[1]);
        }
    }

    private static IntFunction<Object> elements(Tensor tensor) {
        DType dtype = tensor.dtype();
        if (dtype == DType.BOOL) {
            boolean[] values = tensor.toBooleanArray();
            return i -> values[i];
        }
        if (dtype.isFloatingPoint()) {
            double[] values = tensor.to(DType.FLOAT64).toDoubleArray();
            return i -> values[i];
        }
        if (dtype.isComplex()) {
            double[] values =
                    Torch.viewAsReal(tensor.to(DType.COMPLEX128).resolveConj()).toDoubleArray();
            return i -> Scalar.complex(values[2 * i], values[2 * i + 1]);
        }
        if (dtype == DType.UINT64) {
            // Past the largest long they are other numbers.
            Tensor flat = tensor.flatten();
            return i -> flat.select(0, i).item();
        }
        if (dtype.isQuantized()) {
            double[] values = tensor.dequantize().to(DType.FLOAT64).toDoubleArray();
            return i -> values[i];
        }
        long[] values = tensor.to(DType.INT64).toLongArray();
        return i -> values[i];
    }

    private static Object nested(
            IntFunction<Object> elements, long[] sizes, int dim, int[] position) {
        if (dim == sizes.length) {
            return elements.apply(position[0]++);
        }
        if (sizes[dim] > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "tolist: dimension "
                            + dim
                            + " has "
                            + sizes[dim]
                            + " elements, more than a list can have");
        }
        List<Object> list = new ArrayList<>((int) sizes[dim]);
        for (long i = 0; i < sizes[dim]; i++) {
            list.add(nested(elements, sizes, dim + 1, position));
        }
        return Collections.unmodifiableList(list);
    }
}
