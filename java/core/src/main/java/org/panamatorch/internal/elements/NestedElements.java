package org.panamatorch.internal.elements;

import org.panamatorch.Scalar;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The elements of lists, nested to any depth and all of the same length at each level, as {@code
 * torch.tensor} takes them.
 *
 * @param sizes the lengths by level
 * @param values numbers and Booleans, in order
 */
record NestedElements(long[] sizes, List<Object> values) {
    /**
     * Reads lists.
     *
     * @throws IllegalArgumentException if they are ragged, or hold something else
     */
    static NestedElements of(Collection<?> list) {
        List<Long> sizes = new ArrayList<>();
        Object first = list;
        while (first instanceof Collection<?> level) {
            sizes.add((long) level.size());
            first = level.isEmpty() ? null : level.iterator().next();
        }
        List<Object> values = new ArrayList<>();
        long[] lengths = sizes.stream().mapToLong(Long::longValue).toArray();
        add(list, lengths, 0, "data", values);
        return new NestedElements(lengths, values);
    }

    private static void add(
            Object element, long[] sizes, int level, String name, List<Object> values) {
        boolean isList = element instanceof Collection<?>;
        if (element != null && isList != level < sizes.length) {
            throw new IllegalArgumentException(
                    "tensor: argument '"
                            + name
                            + "' is "
                            + (isList ? "a list" : "no list")
                            + ", unlike the first at its level");
        }
        if (element instanceof Collection<?> list) {
            if (list.size() != sizes[level]) {
                throw Elements.ragged(sizes, level, list.size());
            }
            int i = 0;
            for (Object each : list) {
                add(each, sizes, level + 1, name + "[" + i++ + "]", values);
            }
        } else {
            values.add(checked(element, name));
        }
    }

    private static Object checked(Object element, String name) {
        Arguments.requirePresent(element, "tensor", name, "a number or a Boolean");
        return switch (element) {
            case Long _, Integer _, Short _, Byte _, Double _, Float _, Boolean _ -> element;
            default ->
                    throw new IllegalArgumentException(
                            "tensor: argument '"
                                    + name
                                    + "' is a "
                                    + element.getClass().getTypeName()
                                    + ", expected an integer, a float, a double or a Boolean");
        };
    }

    /** Whether Python would make floating-point numbers of them: it does of none, too. */
    boolean isFloatingPoint() {
        return values.isEmpty()
                || values.stream().anyMatch(v -> v instanceof Double || v instanceof Float);
    }

    /** An array of booleans, integers or doubles, as few as hold them all. */
    Object toArray() {
        if (isFloatingPoint()) {
            return values.stream().mapToDouble(v -> number(v).doubleValue()).toArray();
        }
        if (!values.stream().allMatch(Boolean.class::isInstance)) {
            return values.stream().mapToLong(v -> number(v).longValue()).toArray();
        }
        boolean[] array = new boolean[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = (Boolean) values.get(i);
        }
        return array;
    }

    private static Number number(Object value) {
        return value instanceof Boolean truth ? Scalar.of(truth) : (Number) value;
    }
}
