package org.panamatorch.internal.dispatch;

import org.panamatorch.Tensor;

import java.lang.reflect.Array;
import java.util.List;

/** A given value in words, for errors. */
final class ValueDescription {
    private static final int MAX_TEXT = 60;

    private ValueDescription() {}

    static String of(Object value) {
        String name = value.getClass().getSimpleName();
        String type = ("AEIO".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
        return switch (value) {
            case Tensor tensor -> "a Tensor";
            case String text -> type + " \"" + cut(text) + "\"";
            case List<?> list -> "a List of " + list.size() + " elements";
            case Object array when array.getClass().isArray() ->
                    type + " of " + Array.getLength(array) + " elements";
            default -> type + " " + cut(value.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }
}
