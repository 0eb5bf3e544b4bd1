package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/** The arguments of an operation, in words. */
final class CallText {
    // Longer lists of arguments say no more.
    private static final int MAX_LISTED = 8;

    private CallText() {}

    /** The arguments, which are names and values alternating, in parentheses. */
    static String of(Object[] arguments) {
        StringJoiner list = new StringJoiner(", ", "(", ")");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            list.add(arguments[i] + "=" + value(arguments[i + 1]));
        }
        return list.toString();
    }

    /** One value. */
    static String value(Object value) {
        return switch (value) {
            case null -> "None";
            case Tensor tensor -> tensor(tensor);
            case String text -> "'" + text + "'";
            case long[] list -> Arrays.toString(list);
            case double[] list -> Arrays.toString(list);
            case boolean[] list -> Arrays.toString(list);
            case Object[] list -> list(list);
            default -> value.toString();
        };
    }

    private static String list(Object[] values) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < values.length && i < MAX_LISTED; i++) {
            list.add(value(values[i]));
        }
        if (values.length > MAX_LISTED) {
            list.add("... " + values.length + " in all");
        }
        return list.toString();
    }

    private static String tensor(Tensor tensor) {
        if (tensor.isClosed()) {
            return "closed tensor";
        }
        DType dtype = tensor.dtype();
        String place = tensor.device().isCpu() ? "" : " " + tensor.device();
        // A nested tensor has no sizes to ask for, only those of its parts.
        String sizes = tensor.isNested() ? " nested" : Arrays.toString(tensor.sizes());
        return dtype.bareName() + sizes + place;
    }
}
