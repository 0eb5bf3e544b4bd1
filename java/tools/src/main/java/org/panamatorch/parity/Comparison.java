package org.panamatorch.parity;

import org.panamatorch.Scalar;
import org.panamatorch.Tensor;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what came out with what was recorded. */
final class Comparison {
    private Comparison() {}

    /** The values in lists, arrays and records, one after the other. */
    static List<Object> flat(Object value) {
        List<Object> values = new ArrayList<>();
        flatten(value, values);
        return values;
    }

    private static void flatten(Object value, List<Object> values) {
        switch (value) {
            case List<?> list -> list.forEach(item -> flatten(item, values));
            case Object[] array -> Arrays.asList(array).forEach(item -> flatten(item, values));
            case Record record -> components(record, values);
            case null, default -> values.add(value);
        }
    }

    private static void components(Record record, List<Object> values) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                flatten(component.getAccessor().invoke(record), values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * How two lists of values differ.
     *
     * @param wanted what was recorded
     * @param got what came out
     * @param elements whether to compare the elements of tensors
     * @return null if they are equal
     */
    static String difference(List<Object> wanted, List<Object> got, boolean elements) {
        if (wanted.size() != got.size()) {
            return got.size() + " results, expected " + wanted.size();
        }
        for (int i = 0; i < wanted.size(); i++) {
            String difference = difference(wanted.get(i), got.get(i), elements);
            if (difference != null) {
                return "result " + i + " " + difference;
            }
        }
        return null;
    }

    /** How two values differ; null if they are equal. */
    static String difference(Object wanted, Object got, boolean elements) {
        if (wanted instanceof Tensor expected && got instanceof Tensor tensor) {
            return difference(expected, tensor, elements);
        }
        Object expected =
                wanted instanceof Boolean truth && got instanceof Scalar
                        ? Scalar.of(truth)
                        : wanted;
        boolean equal = expected == null ? got == null : expected.equals(got);
        return equal ? null : "is " + described(got) + ", expected " + described(wanted);
    }

    private static String described(Object value) {
        return value instanceof Tensor tensor
                ? "a tensor of " + tensor.dtype() + Arrays.toString(tensor.sizes())
                : String.valueOf(value);
    }

    private static String difference(Tensor wanted, Tensor got, boolean elements) {
        if (wanted.dtype() != got.dtype() || !Arrays.equals(wanted.sizes(), got.sizes())) {
            return "is " + described(got) + ", expected " + described(wanted);
        }
        if (!elements) {
            return null;
        }
        byte[] expected = wanted.toByteArray();
        byte[] bytes = got.toByteArray();
        return Arrays.equals(expected, bytes)
                ? null
                : new ElementBits(wanted.dtype()).firstDifference(expected, bytes);
    }
}
