package org.panamatorch.internal.elements;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.library.PtTensor;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Set;

/** Copies elements of tensors to Java's arrays and memory. */
public final class ElementArrays {
    // What is read is asked of the plain tensor: another thread may give the tensor itself another
    // form meanwhile.
    private ElementArrays() {}

    /**
     * A tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @param operation for the error
     * @param primitive the array's component type
     * @param accepted the dtypes whose elements it can take; the first one is named in the error
     * @return a new array of that type, complex numbers as two elements
     * @throws IllegalArgumentException if the dtype is another, or there are more elements than an
     *     array can hold
     */
    public static Object toArray(
            Tensor self, String operation, Class<?> primitive, DType... accepted) {
        requireAccepted(self, operation, accepted);
        ElementType type = ElementType.of(primitive);
        try (Tensor plain = PtTensor.tensor_plain(operation, self)) {
            DType dtype = requireAccepted(plain, operation, accepted);
            long count = TensorCalls.numel(plain) * parts(dtype);
            Object array = type.newArray(length(count, operation));
            copyOut(plain, array, type, operation);
            return array;
        }
    }

    /**
     * Copies a tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @param operation for the error
     * @param target an array of primitives with exactly as many elements, twice as many for complex
     *     numbers
     * @param accepted the dtypes whose elements it can take; the first one is named in the error
     * @throws IllegalArgumentException if the dtype is another, or the array has another length
     */
    public static void toArray(Tensor self, String operation, Object target, DType... accepted) {
        Arguments.requirePresent(target, operation, "target", "an array");
        requireAccepted(self, operation, accepted);
        try (Tensor plain = PtTensor.tensor_plain(operation, self)) {
            DType dtype = requireAccepted(plain, operation, accepted);
            requireLength(target, TensorCalls.numel(plain) * parts(dtype), operation);
            ElementType type = ElementType.of(target.getClass().componentType());
            copyOut(plain, target, type, operation);
        }
    }

    private static void requireLength(Object target, long count, String operation) {
        int length = Array.getLength(target);
        if (length != count) {
            throw new IllegalArgumentException(
                    operation
                            + ": argument 'target' has length "
                            + length
                            + ", expected "
                            + count
                            + " for the tensor's elements");
        }
    }

    private static DType requireAccepted(Tensor self, String operation, DType... accepted) {
        DType dtype = dtype(self, operation);
        if (!Set.of(accepted).contains(dtype)) {
            throw new IllegalArgumentException(
                    operation
                            + ": the tensor is "
                            + dtype
                            + ", expected "
                            + accepted[0]
                            + "; convert it with to(DType."
                            + accepted[0].name()
                            + ")");
        }
        return dtype;
    }

    private static DType dtype(Tensor self, String operation) {
        // A closed tensor is an error of the operation rather than of the question for its dtype.
        Arguments.tensor(self, operation, "self");
        return DType.ofCode(TensorCalls.dtype(self));
    }

    private static int parts(DType dtype) {
        return dtype.isComplex() ? 2 : 1;
    }

    /**
     * The bytes of a tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @return a new array
     * @throws IllegalArgumentException if there are more bytes than an array can hold
     */
    public static byte[] toBytes(Tensor self) {
        byteSize(self, "toByteArray");
        try (Tensor plain = PtTensor.tensor_plain("toByteArray", self)) {
            byte[] bytes = new byte[length(byteSize(plain, "toByteArray"), "toByteArray")];
            copyOut(plain, bytes, ElementType.BYTE, "toByteArray");
            return bytes;
        }
    }

    /**
     * Copies the bytes of a tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @param target an array of exactly as many bytes
     * @throws IllegalArgumentException if it has another length
     */
    public static void toBytes(Tensor self, byte[] target) {
        String operation = "toByteArray";
        Arguments.requirePresent(target, operation, "target", "an array");
        byteSize(self, operation);
        try (Tensor plain = PtTensor.tensor_plain(operation, self)) {
            requireLength(target, byteSize(plain, operation), operation);
            copyOut(plain, target, ElementType.BYTE, operation);
        }
    }

    static long byteSize(Tensor self, String operation) {
        DType dtype = dtype(self, operation);
        if (dtype == DType.QUINT4X2 || dtype == DType.QUINT2X4) {
            throw new IllegalArgumentException(
                    operation
                            + ": "
                            + dtype
                            + " has several elements a byte; copy the packed integers of"
                            + " intRepr()");
        }
        return TensorCalls.numel(self) * dtype.itemSize();
    }

    private static int length(long count, String operation) {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    operation + ": " + count + " elements are too many for an array");
        }
        return (int) count;
    }

    private static void copyOut(Tensor plain, Object array, ElementType type, String operation) {
        int length = Array.getLength(array);
        if (length > 0) {
            type.copy(
                    TensorCalls.data(plain, length * type.byteSize(), operation), 0, array, length);
            Arguments.keepAlive(plain);
        }
    }

    /**
     * A tensor's elements as arrays of arrays.
     *
     * @param self the tensor
     * @return an array with as many levels as there are dimensions, and one more for complex
     *     numbers; the only element of a scalar
     * @throws IllegalArgumentException if no primitive type holds the elements
     */
    public static Object toNested(Tensor self) {
        requireElementType(self);
        try (Tensor plain = PtTensor.tensor_plain("toArray", self)) {
            return toNested(plain, requireElementType(plain));
        }
    }

    private static ElementType requireElementType(Tensor self) {
        DType dtype = dtype(self, "toArray");
        ElementType type = ElementType.of(dtype);
        if (type == null) {
            throw new IllegalArgumentException(
                    "toArray: no array type of Java holds "
                            + dtype
                            + "; convert the tensor with to(DType.FLOAT32), or copy its bytes"
                            + " with toByteArray()");
        }
        return type;
    }

    private static Object toNested(Tensor plain, ElementType type) {
        boolean isComplex = dtype(plain, "toArray").isComplex();
        long[] sizes = TensorCalls.sizes(plain);
        long[] levels = isComplex ? Arrays.copyOf(sizes, sizes.length + 1) : sizes;
        if (isComplex) {
            levels[sizes.length] = 2;
        }
        if (levels.length == 0) {
            Object single = type.newArray(1);
            copyOut(plain, single, type, "toArray");
            return Array.get(single, 0);
        }
        int[] lengths = Arrays.stream(levels).mapToInt(size -> length(size, "toArray")).toArray();
        Object nested = Array.newInstance(type.primitive(), lengths);
        if (Elements.product(levels, "toArray") > 0) {
            copyOut(
                    TensorCalls.data(plain, byteSize(plain, "toArray"), "toArray"),
                    0,
                    nested,
                    type);
            Arguments.keepAlive(plain);
        }
        return nested;
    }

    /** Returns the offset behind what was copied. */
    private static long copyOut(MemorySegment memory, long start, Object array, ElementType type) {
        if (array instanceof Object[] levels) {
            long offset = start;
            for (Object level : levels) {
                offset = copyOut(memory, offset, level, type);
            }
            return offset;
        }
        int length = Array.getLength(array);
        type.copy(memory, start, array, length);
        return start + length * type.byteSize();
    }

    /**
     * Copies the bytes of a tensor's elements in the order of their indices.
     *
     * @param self the tensor
     * @param target memory of exactly that size
     * @throws IllegalArgumentException if it has another size or is read-only
     * @throws IllegalStateException if its arena is closed, or another thread's
     */
    public static void copyTo(Tensor self, MemorySegment target) {
        Arguments.requirePresent(target, "copyTo", "target", "memory");
        requireSize(self, target);
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("copyTo: the target is read-only");
        }
        Elements.requireAccess(target, "copyTo", "target");
        try (Tensor plain = PtTensor.tensor_plain("copyTo", self)) {
            long bytes = requireSize(plain, target);
            if (bytes > 0) {
                MemorySegment.copy(TensorCalls.data(plain, bytes, "copyTo"), 0, target, 0, bytes);
                Arguments.keepAlive(plain);
            }
        }
    }

    private static long requireSize(Tensor self, MemorySegment target) {
        long bytes = byteSize(self, "copyTo");
        if (target.byteSize() != bytes) {
            throw new IllegalArgumentException(
                    "copyTo: the tensor has "
                            + bytes
                            + " bytes, but the target "
                            + target.byteSize());
        }
        return bytes;
    }

    /**
     * A reader of elements, in memory that is there as long as it runs.
     *
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface MemoryReader<X extends Exception> {
        /**
         * Reads.
         *
         * @param memory the elements
         * @throws X as it likes
         */
        void read(MemorySegment memory) throws X;
    }

    /**
     * Shows a tensor's elements, in the order of their indices, to a reader; without a copy where
     * they lie so.
     *
     * @param self the tensor
     * @param operation for the error
     * @param reader reads them
     * @param <X> what the reader throws
     * @throws X what the reader throws
     */
    public static <X extends Exception> void read(
            Tensor self, String operation, MemoryReader<X> reader) throws X {
        try (Tensor plain = PtTensor.tensor_plain(operation, self)) {
            long bytes = byteSize(plain, operation);
            reader.read(
                    bytes == 0 ? MemorySegment.NULL : TensorCalls.data(plain, bytes, operation));
            Arguments.keepAlive(plain);
        }
    }
}
