package org.panamatorch.internal.func;

import org.panamatorch.Tensor;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Structures that hold tensors, as Python's pytrees: a tensor, and lists, maps, arrays and records
 * of these. Anything else is passed on as it is.
 */
final class Trees {
    private Trees() {}

    /** The tensors, in the order of lists, arrays, maps and components. */
    static List<Tensor> tensors(Object tree) {
        List<Tensor> tensors = new ArrayList<>();
        map(
                tree,
                tensor -> {
                    tensors.add(tensor);
                    return tensor;
                });
        return tensors;
    }

    /** The same with other tensors, in the order of {@link #tensors}. */
    static <T> T with(T tree, List<Tensor> tensors) {
        Iterator<Tensor> next = tensors.iterator();
        return map(tree, _ -> next.next());
    }

    /** Whether two hold as many tensors at the same places. */
    static boolean areAlike(Object one, Object other) {
        return structure(one).equals(structure(other));
    }

    /**
     * The structure around the tensors, as a text.
     *
     * @return a text such as {@code [*, {a: *}]}
     */
    static String structure(Object tree) {
        return switch (tree) {
            case Tensor _ -> "*";
            case List<?> list -> list.stream().map(Trees::structure).toList().toString();
            case Object[] array -> Arrays.stream(array).map(Trees::structure).toList().toString();
            case Map<?, ?> map -> {
                Map<Object, String> structures = new LinkedHashMap<>();
                map.forEach((key, value) -> structures.put(key, structure(value)));
                yield structures.toString();
            }
            case Record whole -> {
                Map<String, String> structures = new LinkedHashMap<>();
                List<Object> values = components(whole);
                for (int i = 0; i < values.size(); i++) {
                    structures.put(
                            whole.getClass().getRecordComponents()[i].getName(),
                            structure(values.get(i)));
                }
                yield whole.getClass().getSimpleName() + structures;
            }
            case null -> "null";
            default -> tree.getClass().getSimpleName();
        };
    }

    /** The same with each tensor replaced. */
    @SuppressWarnings("unchecked") // each case makes what it was given
    static <T> T map(T tree, UnaryOperator<Tensor> leaf) {
        return (T)
                switch (tree) {
                    case Tensor tensor -> leaf.apply(tensor);
                    case List<?> list -> {
                        List<Object> made = new ArrayList<>();
                        list.forEach(each -> made.add(map(each, leaf)));
                        yield Collections.unmodifiableList(made);
                    }
                    case Map<?, ?> map -> {
                        Map<Object, Object> made = new LinkedHashMap<>();
                        map.forEach((key, value) -> made.put(key, map(value, leaf)));
                        yield made;
                    }
                    case Object[] array -> {
                        Object[] made =
                                (Object[])
                                        Array.newInstance(
                                                array.getClass().getComponentType(), array.length);
                        for (int i = 0; i < array.length; i++) {
                            made[i] = map(array[i], leaf);
                        }
                        yield made;
                    }
                    case Record whole -> {
                        List<Object> made = new ArrayList<>();
                        components(whole).forEach(each -> made.add(map(each, leaf)));
                        yield make(whole.getClass(), made);
                    }
                    case null, default -> tree;
                };
    }

    private static List<Object> components(Record whole) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(whole));
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw failed(whole.getClass(), e);
            }
        }
        return values;
    }

    private static Record make(Class<? extends Record> type, List<Object> values) {
        try {
            Constructor<? extends Record> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw failed(type, e);
        }
    }

    private static RuntimeException failed(Class<?> type, Exception e) {
        if (e instanceof InvocationTargetException thrown) {
            return switch (thrown.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case Throwable cause ->
                        new IllegalStateException("record " + type.getName() + " failed", cause);
            };
        }
        return new IllegalArgumentException(
                "Func: record "
                        + type.getName()
                        + " cannot be read or made from here; its module has to open package "
                        + type.getPackageName()
                        + " to org.panamatorch",
                e);
    }
}
