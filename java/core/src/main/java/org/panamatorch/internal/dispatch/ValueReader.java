package org.panamatorch.internal.dispatch;

import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Scalar;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_value;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.dispatch.ValueType.Base;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collections;

/** Turns the results of a call into Java's values. */
final class ValueReader {
    private static final long SIZE = pt_value.sizeof();
    private static final long KIND = pt_value.kind$offset();
    private static final long INTEGER = pt_value.integer$offset();
    private static final long REAL = pt_value.real$offset();
    private static final long IMAG = pt_value.imag$offset();
    private static final long POINTER = pt_value.pointer$offset();

    private static final int KIND_TENSOR = PanamaTorch.PT_VALUE_TENSOR();
    private static final int KIND_ARGUMENT = PanamaTorch.PT_VALUE_ARGUMENT();

    private ValueReader() {}

    /**
     * The only result.
     *
     * @param values memory with the result, which is emptied
     * @param types its type
     * @param arguments the arguments of the call
     */
    static Object readAndFree(MemorySegment values, ValueType[] types, Object[] arguments) {
        long kind = values.get(ValueLayout.JAVA_LONG, KIND);
        if (kind == KIND_TENSOR) {
            try {
                return Results.tensor(taken(values, 0));
            } catch (Throwable e) {
                PanamaTorch.pt_values_free(values, 1);
                throw e;
            }
        }
        if (kind == KIND_ARGUMENT) {
            return arguments[(int) values.get(ValueLayout.JAVA_LONG, INTEGER)];
        }
        return readAllAndFree(values, types, arguments)[0];
    }

    /**
     * The results.
     *
     * @param values memory with the results, which is emptied
     * @param types their types
     * @param arguments the arguments of the call
     */
    static Object[] readAllAndFree(MemorySegment values, ValueType[] types, Object[] arguments) {
        try {
            Object[] results = new Object[types.length];
            for (int i = 0; i < results.length; i++) {
                results[i] = read(values, i * SIZE, types[i], arguments);
            }
            return results;
        } finally {
            PanamaTorch.pt_values_free(values, types.length);
        }
    }

    private static Object read(MemorySegment values, long at, ValueType type, Object[] arguments) {
        int kind = (int) values.get(ValueLayout.JAVA_LONG, at + KIND);
        if (kind == PanamaTorch.PT_VALUE_NONE()) {
            return null;
        } else if (kind == KIND_TENSOR) {
            return Results.tensor(taken(values, at));
        } else if (kind == KIND_ARGUMENT) {
            return arguments[(int) values.get(ValueLayout.JAVA_LONG, at + INTEGER)];
        } else if (kind == PanamaTorch.PT_VALUE_INT()) {
            return integer(values.get(ValueLayout.JAVA_LONG, at + INTEGER), type.base());
        } else if (kind == PanamaTorch.PT_VALUE_DOUBLE()) {
            return values.get(ValueLayout.JAVA_DOUBLE, at + REAL);
        } else if (kind == PanamaTorch.PT_VALUE_BOOL()) {
            return values.get(ValueLayout.JAVA_LONG, at + INTEGER) != 0;
        } else if (kind == PanamaTorch.PT_VALUE_COMPLEX()) {
            return Scalar.complex(
                    values.get(ValueLayout.JAVA_DOUBLE, at + REAL),
                    values.get(ValueLayout.JAVA_DOUBLE, at + IMAG));
        } else if (kind == PanamaTorch.PT_VALUE_STRING()) {
            return Results.text(values.get(ValueLayout.ADDRESS, at + POINTER));
        } else if (kind == PanamaTorch.PT_VALUE_DEVICE()) {
            return Results.device(values.get(ValueLayout.JAVA_LONG, at + INTEGER));
        } else if (kind == PanamaTorch.PT_VALUE_LIST()) {
            return list(values, at, type, arguments);
        }
        if (kind == PanamaTorch.PT_VALUE_GENERATOR()) {
            MemorySegment generator = taken(values, at);
            long device = PanamaTorch.pt_generator_device(generator);
            return TensorAccess.get()
                    .generator(
                            NativeHandle.of(generator, NativeKind.GENERATOR),
                            Results.device(device));
        }
        return new OpaqueValue(taken(values, at));
    }

    /** The pointer of a value that now belongs to Java. */
    private static MemorySegment taken(MemorySegment values, long at) {
        MemorySegment pointer = values.get(ValueLayout.ADDRESS, at + POINTER);
        values.set(ValueLayout.JAVA_LONG, at + KIND, PanamaTorch.PT_VALUE_NONE());
        return pointer;
    }

    private static Object integer(long number, Base base) {
        return switch (base) {
            case DTYPE -> DType.ofCode(number);
            case LAYOUT -> Layout.ofCode(number);
            case MEMORY_FORMAT ->
                    Arrays.stream(MemoryFormat.values())
                            .filter(format -> format.code() == number)
                            .findFirst()
                            .orElseThrow();
            default -> number;
        };
    }

    private static Object list(MemorySegment values, long at, ValueType type, Object[] arguments) {
        int count = Math.toIntExact(values.get(ValueLayout.JAVA_LONG, at + INTEGER));
        MemorySegment elements =
                values.get(ValueLayout.ADDRESS, at + POINTER).reinterpret(count * SIZE);
        ValueType element = type.element() == null ? type : type.element();
        Object[] list = new Object[count];
        for (int i = 0; i < count; i++) {
            list[i] = read(elements, i * SIZE, element, arguments);
        }
        return Collections.unmodifiableList(Arrays.asList(list));
    }
}
