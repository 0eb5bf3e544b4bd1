package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenV;

import java.util.Arrays;
import java.util.List;

/**
 * A storage of a file, of which tensors are made.
 *
 * @param bytes all of it, as bytes
 * @param dtype the dtype that it was saved with
 */
record TorchStorage(Tensor bytes, DType dtype) {
    /** Sizes, or strides, that a pickle says as a tuple. */
    static long[] longs(Object value, String what) throws PickleFault {
        if (value instanceof Shape shape) {
            return shape.toArray();
        }
        List<?> list =
                switch (value) {
                    case Object[] tuple -> Arrays.asList(tuple);
                    case List<?> several -> several;
                    case null, default ->
                            throw new PickleFault(
                                    what
                                            + " are "
                                            + PickleReader.described(value)
                                            + ", expected a tuple of integers");
                };
        long[] longs = new long[list.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = natural(list.get(i), "one of the " + what);
        }
        return longs;
    }

    static long natural(Object value, String what) throws PickleFault {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw new PickleFault(
                what
                        + " is "
                        + (value instanceof Number ? value : PickleReader.described(value))
                        + ", expected an integer from 0 on");
    }

    /** A tensor over this storage. */
    Tensor tensor(DType type, long offset, long[] sizes, long[] strides) throws PickleFault {
        long available = bytes.numel() / type.itemSize();
        requireWithin(available, offset, sizes, strides);
        try (Tensor whole = bytes.narrow(0, 0, available * type.itemSize());
                Tensor typed =
                        type == DType.UINT8 ? whole.detach() : AtenV.view_dtype(whole, type);
                Tensor strided = typed.asStrided(sizes, strides, offset)) {
            // No view of the storage, so that a change in place is nothing to its other tensors.
            return strided.data();
        }
    }

    private static void requireWithin(long available, long offset, long[] sizes, long[] strides)
            throws PickleFault {
        if (sizes.length != strides.length) {
            throw new PickleFault(
                    "a tensor has " + sizes.length + " sizes and " + strides.length + " strides");
        }
        long last = offset;
        boolean isEmpty = false;
        try {
            TensorSize.of(sizes, 1);
            for (int i = 0; i < sizes.length; i++) {
                isEmpty |= sizes[i] == 0;
                last =
                        Math.addExact(
                                last, Math.multiplyExact(Math.max(0, sizes[i] - 1), strides[i]));
            }
        } catch (ArithmeticException e) {
            isEmpty = false;
            last = Long.MAX_VALUE;
        }
        if (isEmpty ? offset > available : last >= available) {
            throw new PickleFault(
                    "a tensor of the sizes "
                            + Arrays.toString(sizes)
                            + ", strides "
                            + Arrays.toString(strides)
                            + " and offset "
                            + offset
                            + " goes beyond its storage of "
                            + available
                            + " elements");
        }
    }
}
