package org.panamatorch.internal.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.binding.PanamaTorch;

/** Copies elements between Java's arrays and tensors. */
public final class Elements {
    private Elements() {}

    /**
     * A new CPU tensor with the elements of an array.
     *
     * @param array an array of primitives, or arrays of such, nested to any depth and all of the same length at each level
     * @param sizes the tensor's sizes, or null for those of the array
     * @return the tensor, of the array's dtype
     * @throws IllegalArgumentException if the array is ragged or of another type, or the sizes do not fit
     */
    public static Tensor fromArray(Object array, long[] sizes) {
        Arguments.requirePresent(array, "tensor", "data", "an array");
        Class<?> type = array.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        DType dtype = dtype(type, array);
        long[] nested = nestedSizes(array);
        long[] wanted = sizes == null ? nested : sizes;
        long count = product(nested);
        if (product(wanted) != count) {
            throw new IllegalArgumentException(
                    "tensor: " + count + " elements do not fill the shape " + Arrays.toString(wanted));
        }
        Tensor tensor = AtenE.empty_memory_format(wanted, dtype, Layout.STRIDED, Device.CPU, false, null);
        MemorySegment memory = TensorCalls.data(tensor, count * dtype.itemSize(), "tensor");
        copyIn(array, nested, 0, memory, 0, dtype);
        Arguments.keepAlive(tensor);
        return tensor;
    }

    private static DType dtype(Class<?> type, Object array) {
        if (type == float.class) {
            return DType.FLOAT32;
        } else if (type == double.class) {
            return DType.FLOAT64;
        } else if (type == long.class) {
            return DType.INT64;
        } else if (type == int.class) {
            return DType.INT32;
        } else if (type == short.class) {
            return DType.INT16;
        } else if (type == byte.class) {
            return DType.INT8;
        } else if (type == boolean.class) {
            return DType.BOOL;
        }
        throw new IllegalArgumentException(
                "tensor: argument 'data' is a " + array.getClass().getTypeName()
                        + ", expected a (nested) array of float, double, long, int, short, byte or boolean");
    }

    private static long product(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("tensor: negative size in " + Arrays.toString(sizes));
            }
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static long[] nestedSizes(Object array) {
        int depth = 0;
        for (Class<?> type = array.getClass(); type.isArray(); type = type.getComponentType()) {
            depth++;
        }
        long[] sizes = new long[depth];
        Object level = array;
        for (int i = 0; i < depth; i++) {
            sizes[i] = Array.getLength(level);
            if (sizes[i] == 0 || i + 1 == depth) {
                break;
            }
            level = Array.get(level, 0);
            Arguments.requirePresent(level, "tensor", "data", "arrays at every level");
        }
        return sizes;
    }

    /** Returns the offset behind what was copied. */
    private static long copyIn(Object array, long[] sizes, int level, MemorySegment memory, long start, DType dtype) {
        Arguments.requirePresent(array, "tensor", "data", "arrays at every level");
        int length = Array.getLength(array);
        if (length != sizes[level]) {
            throw new IllegalArgumentException(
                    "tensor: argument 'data' is ragged: expected length " + sizes[level] + " at dimension " + level
                            + ", but got " + length);
        }
        if (level + 1 == sizes.length) {
            copyIn(array, length, memory, start, dtype);
            return start + (long) length * dtype.itemSize();
        }
        long offset = start;
        for (Object element : (Object[]) array) {
            offset = copyIn(element, sizes, level + 1, memory, offset, dtype);
        }
        return offset;
    }

    private static void copyIn(Object array, int length, MemorySegment memory, long offset, DType dtype) {
        if (array instanceof boolean[] values) {
            for (int i = 0; i < length; i++) {
                memory.set(ValueLayout.JAVA_BOOLEAN, offset + i, values[i]);
            }
        } else {
            MemorySegment.copy(array, 0, memory, layout(dtype), offset, length);
        }
    }

    /**
     * A tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @param operation for the error
     * @param expected the dtype that it must have
     * @return a new array of the matching primitive type
     * @throws IllegalArgumentException if the dtype is another, or there are more elements than an array can hold
     */
    public static Object toArray(Tensor self, String operation, DType expected) {
        DType dtype = DType.ofCode(TensorCalls.dtype(self));
        if (dtype != expected) {
            throw new IllegalArgumentException(
                    operation + ": the tensor is " + dtype + ", expected " + expected + "; convert it with to(DType."
                            + expected.name() + ")");
        }
        int length = length(self.numel(), operation);
        Object array =
                switch (expected) {
                    case FLOAT32 -> new float[length];
                    case FLOAT64 -> new double[length];
                    case INT64 -> new long[length];
                    case INT32 -> new int[length];
                    case INT16 -> new short[length];
                    case INT8, UINT8 -> new byte[length];
                    case BOOL -> new boolean[length];
                    default -> throw new IllegalArgumentException(operation + ": no array type holds " + expected);
                };
        copyOut(self, array, length, expected, operation);
        return array;
    }

    /**
     * The bytes of a tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @return a new array
     * @throws IllegalArgumentException if there are more bytes than an array can hold
     */
    public static byte[] toBytes(Tensor self) {
        String operation = "toByteArray";
        int length = length(self.numel() * DType.ofCode(TensorCalls.dtype(self)).itemSize(), operation);
        byte[] bytes = new byte[length];
        copyOut(self, bytes, length, DType.INT8, operation);
        return bytes;
    }

    private static int length(long count, String operation) {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(operation + ": " + count + " elements are too many for an array");
        }
        return (int) count;
    }

    private static void copyOut(Tensor self, Object array, int length, DType dtype, String operation) {
        if (length == 0) {
            return;
        }
        try (Tensor plain = plain(self, operation)) {
            MemorySegment memory = TensorCalls.data(plain, (long) length * dtype.itemSize(), operation);
            if (array instanceof boolean[] values) {
                for (int i = 0; i < length; i++) {
                    values[i] = memory.get(ValueLayout.JAVA_BYTE, i) != 0;
                }
            } else {
                MemorySegment.copy(memory, layout(dtype), 0, array, 0, length);
            }
            Arguments.keepAlive(plain);
        }
    }

    private static Tensor plain(Tensor self, String operation) {
        for (int attempt = 0; ; attempt++) {
            MemorySegment ret = PanamaTorch.pt_tensor_plain(Arguments.tensor(self, operation, "self"));
            Arguments.keepAlive(self);
            if (ret.address() != 0) {
                return Results.tensor(ret);
            }
            Failure.retry(attempt, operation, "self", self);
        }
    }

    private static ValueLayout layout(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> ValueLayout.JAVA_FLOAT;
            case FLOAT64 -> ValueLayout.JAVA_DOUBLE;
            case INT64 -> ValueLayout.JAVA_LONG;
            case INT32 -> ValueLayout.JAVA_INT;
            case INT16 -> ValueLayout.JAVA_SHORT;
            default -> ValueLayout.JAVA_BYTE;
        };
    }
}
