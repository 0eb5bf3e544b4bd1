package org.panamatorch.internal.elements;

import org.panamatorch.DType;
import org.panamatorch.internal.call.BulkCopy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;

/** Java's primitive types as elements of tensors. */
enum ElementType {
    FLOAT(float.class, ValueLayout.JAVA_FLOAT, DType.FLOAT32),
    DOUBLE(double.class, ValueLayout.JAVA_DOUBLE, DType.FLOAT64),
    LONG(long.class, ValueLayout.JAVA_LONG, DType.INT64),
    INT(int.class, ValueLayout.JAVA_INT, DType.INT32),
    SHORT(short.class, ValueLayout.JAVA_SHORT, DType.INT16),
    CHAR(char.class, ValueLayout.JAVA_CHAR, DType.UINT16),
    BYTE(byte.class, ValueLayout.JAVA_BYTE, DType.INT8),
    BOOLEAN(boolean.class, ValueLayout.JAVA_BOOLEAN, DType.BOOL);

    private final Class<?> primitive;
    private final ValueLayout layout;
    private final DType dtype;

    ElementType(Class<?> primitive, ValueLayout layout, DType dtype) {
        this.primitive = primitive;
        this.layout = layout;
        this.dtype = dtype;
    }

    /** Returns null for any other class. */
    static ElementType of(Class<?> primitive) {
        for (ElementType type : values()) {
            if (type.primitive == primitive) {
                return type;
            }
        }
        return null;
    }

    /**
     * The type that {@code toArray} gives elements of a dtype; null where none holds their values.
     */
    static ElementType of(DType dtype) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 -> FLOAT;
            case FLOAT64, COMPLEX128 -> DOUBLE;
            case INT64, UINT64 -> LONG;
            case INT32, UINT32 -> INT;
            case INT16 -> SHORT;
            case UINT16 -> CHAR;
            case INT8, UINT8 -> BYTE;
            case BOOL -> BOOLEAN;
            default -> null;
        };
    }

    Class<?> primitive() {
        return primitive;
    }

    /** The dtype of a tensor that is made from such values. */
    DType dtype() {
        return dtype;
    }

    long byteSize() {
        return layout.byteSize();
    }

    Object newArray(int length) {
        return Array.newInstance(primitive, length);
    }

    void copy(Object array, int length, MemorySegment memory, long offset) {
        if (array instanceof boolean[] values) {
            for (int i = 0; i < length; i++) {
                memory.set(ValueLayout.JAVA_BOOLEAN, offset + i, values[i]);
            }
        } else if (length * byteSize() >= BulkCopy.LEAST) {
            long bytes = length * byteSize();
            BulkCopy.copy(memoryOf(array), memory.asSlice(offset, bytes), bytes);
        } else {
            MemorySegment.copy(array, 0, memory, layout, offset, length);
        }
    }

    void copy(MemorySegment memory, long offset, Object array, int length) {
        if (array instanceof boolean[] values) {
            for (int i = 0; i < length; i++) {
                values[i] = memory.get(ValueLayout.JAVA_BYTE, offset + i) != 0;
            }
        } else {
            MemorySegment.copy(memory, layout, offset, array, 0, length);
        }
    }

    /** The memory of an array of primitives other than boolean; null for anything else. */
    static MemorySegment memoryOf(Object array) {
        return switch (array) {
            case float[] values -> MemorySegment.ofArray(values);
            case double[] values -> MemorySegment.ofArray(values);
            case long[] values -> MemorySegment.ofArray(values);
            case int[] values -> MemorySegment.ofArray(values);
            case short[] values -> MemorySegment.ofArray(values);
            case char[] values -> MemorySegment.ofArray(values);
            case byte[] values -> MemorySegment.ofArray(values);
            default -> null;
        };
    }
}
