package org.panamatorch.surface;

import org.panamatorch.DType;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What takes the place of a good argument. */
final class WrongArguments {
    private static final long[][] RANKS = {
        {}, {3}, {2, 3}, {1, 2, 4}, {1, 1, 2, 2, 2}, {0}, {0, 3}
    };
    private static final long[] INTEGERS = {-1, 0, 5, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int[] SMALL_INTEGERS = {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final double[] NUMBERS = {
        -1, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final Number[] SCALARS = {
        0L,
        -1L,
        Long.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Scalar.complex(1, 2),
        Scalar.TRUE,
        BigInteger.ONE.shiftLeft(70)
    };
    private static final long[][] SIZES = {
        {},
        {0, 0},
        {-1},
        {1, 1, 1, 1, 1, 1, 1},
        {Long.MAX_VALUE},
        {1L << 62, 8},
        {Long.MIN_VALUE, Long.MIN_VALUE}
    };
    private static final String[] TEXTS = {"", "a.b", "weight", "no such word", "\0", "é%s{}"};

    private WrongArguments() {}

    /**
     * Makers of what takes the place of a value, null first where the type has it.
     *
     * @param type the parameter's
     * @param good the value
     */
    static List<Supplier<Object>> of(Type type, Object good, SampleArguments samples) {
        Class<?> raw = SampleArguments.raw(type);
        List<Supplier<Object>> wrong = new ArrayList<>();
        if (!raw.isPrimitive()) {
            wrong.add(() -> null);
        }
        if (raw == Tensor.class || raw == Object.class) {
            addTensors(wrong);
        } else if (raw == long.class || raw == Long.class) {
            Arrays.stream(INTEGERS).forEach(each -> wrong.add(() -> each));
        } else if (raw == int.class || raw == Integer.class) {
            Arrays.stream(SMALL_INTEGERS).forEach(each -> wrong.add(() -> each));
        } else if (raw == double.class || raw == Double.class) {
            Arrays.stream(NUMBERS).forEach(each -> wrong.add(() -> each));
        } else if (raw == boolean.class || raw == Boolean.class) {
            wrong.add(() -> false);
        } else if (raw == Number.class) {
            Arrays.stream(SCALARS).forEach(each -> wrong.add(() -> each));
        } else if (raw == String.class) {
            Arrays.stream(TEXTS).forEach(each -> wrong.add(() -> each));
        } else if (raw == long[].class) {
            Arrays.stream(SIZES).forEach(each -> wrong.add(each::clone));
        } else if (raw == double[].class) {
            wrong.add(() -> new double[0]);
            wrong.add(() -> new double[] {Double.NaN, Double.NaN, Double.NaN});
            wrong.add(() -> new double[] {Double.NEGATIVE_INFINITY});
            wrong.add(() -> new double[] {0, -1, 0, -1, 0, -1});
        } else if (raw == Class.class) {
            wrong.add(() -> int.class);
        } else if (raw.isArray()) {
            addArrays(wrong, raw.getComponentType(), good);
        } else if (good instanceof Map<?, ?> map && raw.isAssignableFrom(LinkedHashMap.class)) {
            addMaps(wrong, map);
        } else if (good instanceof Collection<?> list && raw.isAssignableFrom(ArrayList.class)) {
            addLists(wrong, list);
        } else if (SampleArguments.isFunction(raw)) {
            SampleFunction function = new SampleFunction(samples, type);
            if (function.mayGiveNull()) {
                wrong.add(function::givingNull);
            }
            wrong.add(function::throwing);
        } else if (raw.isEnum()) {
            Arrays.stream(raw.getEnumConstants()).skip(1).forEach(each -> wrong.add(() -> each));
        }
        return wrong;
    }

    private static void addTensors(List<Supplier<Object>> wrong) {
        wrong.add(
                () -> {
                    Tensor closed = Torch.ones(2, 3);
                    closed.close();
                    return closed;
                });
        for (long[] sizes : RANKS) {
            wrong.add(() -> Torch.ones(sizes));
        }
        for (DType dtype : List.of(DType.INT64, DType.COMPLEX64, DType.BOOL)) {
            wrong.add(() -> Torch.ones(new long[] {2, 3}, TensorOptions.of(dtype)));
        }
    }

    private static void addArrays(List<Supplier<Object>> wrong, Class<?> component, Object good) {
        wrong.add(() -> Array.newInstance(component, 0));
        wrong.add(() -> elements(good, component, 1));
        wrong.add(() -> elements(good, component, 5));
        if (!component.isPrimitive()) {
            wrong.add(() -> Array.newInstance(component, 2));
        }
        if (component == Tensor.class) {
            List<Supplier<Object>> tensors = new ArrayList<>();
            addTensors(tensors);
            tensors.forEach(each -> wrong.add(() -> new Tensor[] {(Tensor) each.get()}));
        }
    }

    private static Object elements(Object array, Class<?> component, int count) {
        Object result = Array.newInstance(component, count);
        for (int i = 0; i < count && Array.getLength(array) > 0; i++) {
            Array.set(result, i, Array.get(array, i % Array.getLength(array)));
        }
        return result;
    }

    private static void addMaps(List<Supplier<Object>> wrong, Map<?, ?> map) {
        wrong.add(LinkedHashMap::new);
        wrong.add(
                () -> {
                    Map<Object, Object> result = new LinkedHashMap<>();
                    map.keySet().forEach(key -> result.put(key, null));
                    return result;
                });
        wrong.add(
                () -> {
                    Map<Object, Object> result = new LinkedHashMap<>();
                    map.values().forEach(value -> result.put(null, value));
                    return result;
                });
        wrong.add(
                () ->
                        map.entrySet().stream()
                                .filter(entry -> entry.getKey() instanceof String)
                                .collect(
                                        Collectors.toMap(
                                                e -> e.getKey() + ".a",
                                                Map.Entry::getValue,
                                                (a, b) -> b,
                                                LinkedHashMap::new)));
    }

    private static void addLists(List<Supplier<Object>> wrong, Collection<?> list) {
        wrong.add(ArrayList::new);
        wrong.add(() -> new ArrayList<>(Arrays.asList(null, null)));
        wrong.add(() -> new ArrayList<>(list).subList(0, 1));
        if (list.iterator().next() instanceof Tensor) {
            List<Supplier<Object>> tensors = new ArrayList<>();
            addTensors(tensors);
            tensors.forEach(each -> wrong.add(() -> new ArrayList<>(List.of(each.get()))));
        }
    }
}
