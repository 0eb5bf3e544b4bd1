package org.panamatorch.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An array, a list or a map.
 *
 * @param component the type of an array's elements, or null
 * @param keys the keys of a map, or null
 * @param elements the elements or values
 */
record Group(Class<?> component, List<String> keys, List<Recipe> elements) implements Recipe {
    static Group array(Class<?> component, List<Recipe> elements) {
        return new Group(component, null, elements);
    }

    static Group list(List<Recipe> elements) {
        return new Group(null, null, elements);
    }

    static Group map(List<String> keys, List<Recipe> values) {
        return new Group(null, keys, values);
    }

    @Override
    public Object make(Run run) throws Throwable {
        List<Object> values = new ArrayList<>();
        for (Recipe element : elements) {
            values.add(element.make(run));
        }
        if (component != null) {
            Object array = Array.newInstance(component, values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        }
        if (keys == null) {
            return values;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    @Override
    public Stream<Integer> steps() {
        return elements.stream().flatMap(Recipe::steps);
    }

    @Override
    public List<Recipe> simpler() {
        List<Recipe> simpler = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            List<Recipe> fewer = new ArrayList<>(elements);
            fewer.remove(i);
            List<String> fewerKeys = keys == null ? null : new ArrayList<>(keys);
            if (fewerKeys != null) {
                fewerKeys.remove(i);
            }
            simpler.add(new Group(component, fewerKeys, fewer));
        }
        simpler.addAll(
                Call.simplerElements(elements, better -> new Group(component, keys, better)));
        return simpler;
    }

    @Override
    public String toString() {
        String text = elements.toString();
        String inner = text.substring(1, text.length() - 1);
        if (component != null) {
            return "new " + component.getSimpleName() + "[] {" + inner + "}";
        }
        return keys == null ? "List.of(" + inner + ")" : "map(" + keys + ", " + inner + ")";
    }
}
