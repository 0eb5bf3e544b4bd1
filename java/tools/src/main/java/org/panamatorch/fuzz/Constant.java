package org.panamatorch.fuzz;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A number, a string, a constant of an enum, an array of them, or null.
 *
 * @param value the value
 */
record Constant(Serializable value) implements Recipe {
    private static final int LONGEST_TEXT = 40;

    @Override
    public Object make(Run run) {
        return value != null && value.getClass().isArray() ? copy(value) : value;
    }

    // What a call does to its argument must not change the recipe.
    private static Object copy(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().componentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    @Override
    public List<Recipe> simpler() {
        List<Recipe> simpler = new ArrayList<>();
        switch (value) {
            case Long number when number != 0 && number != 1 -> add(simpler, 0L, 1L);
            case Integer number when number != 0 && number != 1 -> add(simpler, 0, 1);
            case Double number when number != 0 && number != 1 -> add(simpler, 0.0, 1.0);
            case String text when !text.isEmpty() -> add(simpler, "");
            case Boolean truth when truth -> add(simpler, false);
            case long[] numbers when numbers.length > 0 -> {
                add(simpler, new long[0]);
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] != 1) {
                        long[] plain = numbers.clone();
                        plain[i] = 1;
                        add(simpler, plain);
                    }
                }
            }
            case null, default -> {}
        }
        return simpler;
    }

    private static void add(List<Recipe> list, Serializable... values) {
        for (Serializable value : values) {
            list.add(new Constant(value));
        }
    }

    @Override
    public String toString() {
        return switch (value) {
            case null -> "null";
            case String text ->
                    text.length() > LONGEST_TEXT
                            ? "\"" + text.substring(0, 1) + "\".repeat(" + text.length() + ")"
                            : "\"" + text.replace("\n", "\\n") + "\"";
            case Long number when number == Long.MIN_VALUE -> "Long.MIN_VALUE";
            case Long number when number == Long.MAX_VALUE -> "Long.MAX_VALUE";
            case Long number -> number + "L";
            case Double number when number.isNaN() -> "Double.NaN";
            case Float number -> number + "f";
            case Enum<?> constant ->
                    constant.getDeclaringClass().getSimpleName() + "." + constant.name();
            case Class<?> type -> type.getSimpleName() + ".class";
            case Object array when array.getClass().isArray() -> text(array);
            default -> value.toString();
        };
    }

    private static String text(Object array) {
        StringJoiner elements = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(new Constant((Serializable) Array.get(array, i)).toString());
        }
        return "new " + array.getClass().getSimpleName() + " " + elements;
    }
}
