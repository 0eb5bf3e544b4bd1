package org.panamatorch.parity;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Operator.Parameter;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.internal.dispatch.DispatchCalls;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.Stream;

/** Turns values into what the parameters of typed methods take. */
final class Marshalling {
    private Marshalling() {}

    static Object to(Class<?> type, Object value, Parameter parameter) {
        if (value == null
                || type.isInstance(value) && !(value instanceof Boolean && type == Number.class)) {
            return value;
        } else if (type == Tensor.class) {
            return DispatchCalls.wrapped(number(value));
        } else if (type == Number.class) {
            return number(value);
        } else if (type == long.class || type == Long.class) {
            return ((Number) value).longValue();
        } else if (type == double.class || type == Double.class) {
            return ((Number) value).doubleValue();
        } else if (type == boolean.class) {
            return value;
        } else if (type.isArray()) {
            return array(type.getComponentType(), list(value, parameter), parameter);
        }
        throw new IllegalArgumentException(parameter + " gets a " + value.getClass());
    }

    private static Number number(Object value) {
        return value instanceof Boolean truth ? Scalar.of(truth) : (Number) value;
    }

    private static List<?> list(Object value, Parameter parameter) {
        if (value instanceof List<?> list) {
            return list;
        }
        int open = parameter.type().lastIndexOf('[');
        int length =
                Integer.parseInt(
                        parameter.type().substring(open + 1, parameter.type().lastIndexOf(']')));
        return Stream.generate(() -> value).limit(length).toList();
    }

    private static Object array(Class<?> type, List<?> items, Parameter parameter) {
        Object array = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, to(type, items.get(i), parameter));
        }
        return array;
    }

    /** The default of a parameter that is not given. */
    static Object defaultOf(Class<?> type, Parameter parameter) {
        String text = parameter.defaultValue();
        if (text == null) {
            throw new IllegalArgumentException("no value for " + parameter);
        }
        if (text.equals("None")) {
            return null;
        } else if (type == String.class) {
            return text.substring(1, text.length() - 1);
        } else if (type == DType.class) {
            return DType.ofCode(Long.parseLong(text));
        } else if (type == Layout.class) {
            return Layout.ofCode(Long.parseLong(text));
        } else if (type == MemoryFormat.class) {
            return MemoryFormat.values()[Integer.parseInt(text)];
        } else if (type == Device.class) {
            return Device.of(text.substring(1, text.length() - 1));
        }
        return to(type, plain(text), parameter);
    }

    private static Object plain(String text) {
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        } else if (text.startsWith("[")) {
            String inner = text.substring(1, text.length() - 1);
            return inner.isEmpty()
                    ? List.of()
                    : Stream.of(inner.split(", ")).map(Marshalling::plain).toList();
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }
}
