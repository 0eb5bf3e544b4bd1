package org.panamatorch.internal.dispatch;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_value;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.dispatch.ValueType.Base;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks arguments against their types and writes them into the memory of a call. */
final class ValueWriter {
    private static final long SIZE = pt_value.sizeof();
    private static final int WORDS = (int) (SIZE / Long.BYTES);
    private static final long KIND = pt_value.kind$offset();
    private static final long INTEGER = pt_value.integer$offset();
    private static final long REAL = pt_value.real$offset();
    private static final long IMAG = pt_value.imag$offset();
    private static final long POINTER = pt_value.pointer$offset();

    private static final int KIND_TENSOR = PanamaTorch.PT_VALUE_TENSOR();
    private static final int KIND_INT = PanamaTorch.PT_VALUE_INT();
    private static final int KIND_DOUBLE = PanamaTorch.PT_VALUE_DOUBLE();
    private static final int KIND_BOOL = PanamaTorch.PT_VALUE_BOOL();
    private static final int KIND_COMPLEX = PanamaTorch.PT_VALUE_COMPLEX();

    private final Frame frame;
    private final ValueErrors operator;
    private List<Tensor> temporaries;

    ValueWriter(Frame frame, ValueErrors operator) {
        this.frame = frame;
        this.operator = operator;
    }

    /** Memory for values, not written yet. */
    static MemorySegment room(Frame frame, int count) {
        return frame.room(count * WORDS);
    }

    static void writeTensor(MemorySegment values, int index, MemorySegment handle) {
        writePointer(values, index * SIZE, KIND_TENSOR, handle);
    }

    static void writeDefault(MemorySegment values, int index) {
        values.set(ValueLayout.JAVA_LONG, index * SIZE + KIND, PanamaTorch.PT_VALUE_DEFAULT());
    }

    /** Closes the tensors that were made of numbers. */
    void closeTemporaries() {
        if (temporaries != null) {
            temporaries.forEach(Tensor::close);
        }
    }

    /** Writes an argument; returns what must stay reachable over the call. */
    Object write(MemorySegment values, int argument, ValueType type, Object value) {
        return write(values, argument, type, value, argument, "");
    }

    /** Writes an argument or an element of one. */
    private Object write(
            MemorySegment values,
            int index,
            ValueType type,
            Object value,
            int argument,
            String place) {
        if (value == null) {
            if (!type.optional() && type.base() != Base.ANY) {
                throw operator.mismatch(argument, type, null, place);
            }
            values.set(ValueLayout.JAVA_LONG, index * SIZE + KIND, PanamaTorch.PT_VALUE_NONE());
            return null;
        }
        long at = index * SIZE;
        boolean written =
                switch (type.base()) {
                    case TENSOR -> writeTensor(values, at, value, argument);
                    case INT -> writeInt(values, at, value);
                    case FLOAT -> writeFloat(values, at, value);
                    case BOOL -> writeBool(values, at, value);
                    case SCALAR, COMPLEX -> writeNumber(values, at, value);
                    case STRING -> writeString(values, at, value, argument);
                    case DTYPE ->
                            value instanceof DType dtype && writeCode(values, at, dtype.code());
                    case LAYOUT ->
                            value instanceof Layout layout && writeCode(values, at, layout.code());
                    case MEMORY_FORMAT ->
                            value instanceof MemoryFormat format
                                    && writeCode(values, at, format.code());
                    case DEVICE -> writeDevice(values, at, value);
                    case GENERATOR -> writeGenerator(values, at, value);
                    case OBJECT -> writeOpaque(values, at, value, argument);
                    case LIST, ANY -> false;
                };
        if (written) {
            return value;
        }
        if (type.base() == Base.LIST) {
            return writeList(values, at, type, value, argument, place);
        }
        if (type.base() == Base.ANY) {
            return write(values, index, inferred(value, type), value, argument, place);
        }
        throw operator.mismatch(argument, type, value, place);
    }

    private boolean writeTensor(MemorySegment values, long at, Object value, int argument) {
        Tensor tensor;
        if (value instanceof Tensor given) {
            tensor = given;
        } else {
            Number number =
                    value instanceof Boolean truth
                            ? Scalar.of(truth)
                            : value instanceof Number given ? given : null;
            if (number == null) {
                return false;
            }
            tensor =
                    BoundOperator.wrapped(
                            number, operator.qualifiedName(), operator.argumentLabel(argument));
            if (temporaries == null) {
                temporaries = new ArrayList<>();
            }
            temporaries.add(tensor);
        }
        MemorySegment handle =
                Arguments.tensor(
                        tensor, operator.qualifiedName(), operator.argumentLabel(argument));
        return writePointer(values, at, KIND_TENSOR, handle);
    }

    private static boolean writePointer(
            MemorySegment values, long at, int kind, MemorySegment pointer) {
        values.set(ValueLayout.JAVA_LONG, at + KIND, kind);
        values.set(ValueLayout.ADDRESS, at + POINTER, pointer);
        return true;
    }

    private static boolean writeCode(MemorySegment values, long at, long code) {
        return writeInteger(values, at, KIND_INT, code);
    }

    private static boolean writeInteger(MemorySegment values, long at, int kind, long number) {
        values.set(ValueLayout.JAVA_LONG, at + KIND, kind);
        values.set(ValueLayout.JAVA_LONG, at + INTEGER, number);
        return true;
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
    }

    private static boolean writeInt(MemorySegment values, long at, Object value) {
        return isInteger(value) && writeInteger(values, at, KIND_INT, ((Number) value).longValue());
    }

    private static boolean writeFloat(MemorySegment values, long at, Object value) {
        if (!isInteger(value) && !(value instanceof Double) && !(value instanceof Float)) {
            return false;
        }
        values.set(ValueLayout.JAVA_LONG, at + KIND, KIND_DOUBLE);
        values.set(ValueLayout.JAVA_DOUBLE, at + REAL, ((Number) value).doubleValue());
        return true;
    }

    private static boolean writeBool(MemorySegment values, long at, Object value) {
        if (value instanceof Boolean truth) {
            return writeInteger(values, at, KIND_BOOL, truth ? 1 : 0);
        }
        return value instanceof Scalar scalar
                && scalar.isBoolean()
                && writeInteger(values, at, KIND_BOOL, scalar.booleanValue() ? 1 : 0);
    }

    private static boolean writeNumber(MemorySegment values, long at, Object value) {
        if (writeInt(values, at, value)
                || writeFloat(values, at, value)
                || writeBool(values, at, value)) {
            return true;
        }
        if (!(value instanceof Scalar scalar)) {
            return false;
        }
        values.set(ValueLayout.JAVA_LONG, at + KIND, KIND_COMPLEX);
        values.set(ValueLayout.JAVA_DOUBLE, at + REAL, scalar.real());
        values.set(ValueLayout.JAVA_DOUBLE, at + IMAG, scalar.imag());
        return true;
    }

    private boolean writeString(MemorySegment values, long at, Object value, int argument) {
        if (!(value instanceof String text)) {
            return false;
        }
        MemorySegment string =
                frame.string(text, operator.qualifiedName(), operator.argumentLabel(argument));
        return writePointer(values, at, PanamaTorch.PT_VALUE_STRING(), string);
    }

    private static boolean writeDevice(MemorySegment values, long at, Object value) {
        return value instanceof Device device
                && writeInteger(
                        values,
                        at,
                        PanamaTorch.PT_VALUE_DEVICE(),
                        Arguments.optionalDevice(device));
    }

    private static boolean writeGenerator(MemorySegment values, long at, Object value) {
        return value instanceof Generator generator
                && writePointer(
                        values,
                        at,
                        PanamaTorch.PT_VALUE_GENERATOR(),
                        Arguments.optionalGenerator(generator));
    }

    private boolean writeOpaque(MemorySegment values, long at, Object value, int argument) {
        return value instanceof OpaqueValue opaque
                && writePointer(
                        values,
                        at,
                        PanamaTorch.PT_VALUE_OBJECT(),
                        opaque.use(operator.qualifiedName(), operator.argumentLabel(argument)));
    }

    private Object writeList(
            MemorySegment values,
            long at,
            ValueType type,
            Object value,
            int argument,
            String place) {
        Object[] elements = elements(value);
        if (elements == null) {
            if (!type.repeats()) {
                throw operator.mismatch(argument, type, value, place);
            }
            elements = new Object[type.length()];
            Arrays.fill(elements, value);
        } else if (!type.allows(elements.length)) {
            throw operator.wrongLength(argument, type, elements.length);
        }
        MemorySegment list = room(frame, elements.length);
        for (int i = 0; i < elements.length; i++) {
            elements[i] =
                    write(list, i, type.element(), elements[i], argument, "element " + i + " of ");
        }
        values.set(ValueLayout.JAVA_LONG, at + INTEGER, elements.length);
        writePointer(values, at, PanamaTorch.PT_VALUE_LIST(), list);
        return elements;
    }

    /** A copy of a list's elements; null if the value is no list. */
    private static Object[] elements(Object value) {
        return switch (value) {
            case List<?> list -> list.toArray();
            case Object[] array -> Arrays.copyOf(array, array.length, Object[].class);
            case Shape shape -> elements(shape.toArray());
            case Object array when array.getClass().isArray() -> {
                Object[] boxed = new Object[Array.getLength(array)];
                for (int i = 0; i < boxed.length; i++) {
                    boxed[i] = Array.get(array, i);
                }
                yield boxed;
            }
            default -> null;
        };
    }

    private ValueType inferred(Object value, ValueType any) {
        Base base =
                switch (value) {
                    case Tensor tensor -> Base.TENSOR;
                    case Boolean truth -> Base.BOOL;
                    case Number number -> Base.SCALAR;
                    case String text -> Base.STRING;
                    case DType dtype -> Base.DTYPE;
                    case Layout layout -> Base.LAYOUT;
                    case MemoryFormat format -> Base.MEMORY_FORMAT;
                    case Device device -> Base.DEVICE;
                    case Generator generator -> Base.GENERATOR;
                    case OpaqueValue opaque -> Base.OBJECT;
                    default -> Base.LIST;
                };
        return new ValueType(any.text(), base, true, any, 0);
    }
}
