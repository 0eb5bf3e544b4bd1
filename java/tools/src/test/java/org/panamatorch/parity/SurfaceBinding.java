package org.panamatorch.parity;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.PythonFunction;
import org.panamatorch.nn.PythonModules;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Finds the public method that takes the arguments of a call of Python's, by the names of its
 * parameters: of the overloads that have all given ones and need no other without a default of
 * Python's, the one with the fewest others.
 */
final class SurfaceBinding {
    /** That no method takes the arguments; the text says why. */
    static final class NotExpressible extends Exception {
        private static final long serialVersionUID = 1L;

        NotExpressible(String why) {
            super(why);
        }
    }

    /** A call that is ready. */
    record Call(Method method, Object receiver, Object[] arguments) {
        Object run() {
            // Its class may be a base of the public one that is not public itself.
            method.setAccessible(true);
            try {
                return method.invoke(receiver, arguments);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case RuntimeException thrown -> throw thrown;
                    case Error thrown -> throw thrown;
                    default -> throw new IllegalStateException(e.getCause());
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    // What a parameter is called in Java where that is not Python's name: of generated methods
    // ATen's.
    private static final Map<String, List<String>> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("A", List.of("input")),
                    Map.entry("a", List.of("input")),
                    Map.entry("b", List.of("other")),
                    Map.entry("other", List.of("exponent")),
                    Map.entry("tensor", List.of("input")),
                    Map.entry("input", List.of("self")),
                    Map.entry("x1", List.of("input1")),
                    Map.entry("x2", List.of("input2")),
                    Map.entry("operands", List.of("tensors")),
                    Map.entry("splitSizeOrSections", List.of("splitSize", "splitSizes")),
                    Map.entry("splitSize", List.of("splitSizes")));

    /** Operators with the tensor on their right. */
    private static final Map<String, String> REVERSED =
            Map.of(
                    "__rsub__", "sub",
                    "__rdiv__", "div",
                    "__rtruediv__", "div",
                    "__rpow__", "pow",
                    "__rfloordiv__", "floorDivide",
                    "__rmod__", "remainder",
                    "__rlshift__", "bitwiseLeftShift",
                    "__rrshift__", "bitwiseRightShift",
                    "__rmatmul__", "matmul");

    /** Other operators of Python's syntax. */
    private static final Map<String, String> SYNTAX =
            Map.of(
                    "__pow__", "pow",
                    "__ipow__", "pow_",
                    "__itruediv__", "div_",
                    "__floordiv__", "floorDivide",
                    "__abs__", "abs",
                    "__neg__", "neg",
                    "__pos__", "positive",
                    "__iter__", "iterator");

    static final String NO_SUCH_WORD = "an enum has no word that PyTorch does not know";

    private static final int SINGLE_FOR_LIST = 2;

    private final String owner;
    private final boolean isReversed;
    private String name;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();

    SurfaceBinding(String function, Map<String, Object> given, Map<String, Object> defaults)
            throws NotExpressible {
        int dot = function.lastIndexOf('.');
        owner = function.substring(0, dot);
        given.forEach((key, value) -> this.given.put(camelCase(key), value));
        defaults.forEach((key, value) -> this.defaults.put(camelCase(key), value));
        String method = function.substring(dot + 1);
        isReversed = REVERSED.containsKey(method);
        name = isReversed ? REVERSED.get(method) : methodName(method);
    }

    private static String camelCase(String python) {
        return python.length() == 1 ? python : PythonModules.camelCase(python);
    }

    private String methodName(String python) throws NotExpressible {
        if (SYNTAX.containsKey(python)) {
            return SYNTAX.get(python);
        }
        if (python.startsWith("__")) {
            throw new NotExpressible("an operator of Python's syntax");
        }
        String base = PythonModules.camelCase(python) + (python.endsWith("_") ? "_" : "");
        if (given.containsKey("sizeAverage") || given.containsKey("reduce")) {
            throw new NotExpressible("size_average and reduce are deprecated; reduction says both");
        }
        if (python.endsWith("_with_indices")) {
            defaults.remove("returnIndices");
        }
        if (Boolean.TRUE.equals(given.remove("returnIndices"))) {
            base += "WithIndices";
        }
        return base;
    }

    /**
     * Finds the method.
     *
     * @return the call
     * @throws NotExpressible if there is none
     */
    Call call() throws NotExpressible {
        Object dims = given.get("dims");
        if (name.equals("tensordot") && dims instanceof List<?> pair) {
            given.remove("dims");
            given.put("dimsSelf", pair.get(0));
            given.put("dimsOther", pair.get(1));
        }
        try {
            return best();
        } catch (NotExpressible e) {
            if (!Boolean.TRUE.equals(given.remove("inplace"))) {
                throw e;
            }
            name += "_";
            return best();
        }
    }

    private Call best() throws NotExpressible {
        Call best = null;
        int least = Integer.MAX_VALUE;
        String why = "there is no method " + name;
        for (Method method : methods()) {
            try {
                int[] cost = new int[1];
                Call call = bound(method, cost);
                if (cost[0] < least) {
                    best = call;
                    least = cost[0];
                }
            } catch (NotExpressible e) {
                // Of several reasons this one says most.
                why = why.equals(NO_SUCH_WORD) ? why : e.getMessage();
            }
        }
        if (best == null) {
            throw new NotExpressible(why);
        }
        return best;
    }

    private List<Method> methods() {
        Class<?> type =
                switch (owner) {
                    case "F" -> Functional.class;
                    case "Tensor" -> isReversed ? Torch.class : Tensor.class;
                    default -> Torch.class;
                };
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .filter(method -> type == Tensor.class || Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    private Call bound(Method method, int... cost) throws NotExpressible {
        Map<String, Object> left = new LinkedHashMap<>(given);
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        Object receiver = isStatic ? null : left.remove("input");
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        if (isReversed && parameters.length == 2) {
            // By places: the tensor comes last.
            return new Call(
                    method,
                    null,
                    new Object[] {
                        converted(parameters[0].getType(), left.get("other"), cost),
                        converted(parameters[1].getType(), left.get("input"), cost)
                    });
        }
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType() == Consumer.class
                    && parameters[i].getName().equals("options")) {
                arguments[i] = options(parameters[i], left, cost);
                continue;
            }
            String key = keyOf(parameters[i].getName(), left);
            Object value;
            if (key != null) {
                value = left.remove(key);
            } else if (defaults.containsKey(parameters[i].getName())) {
                value = defaults.get(parameters[i].getName());
                cost[0] += SINGLE_FOR_LIST + 1;
            } else {
                throw new NotExpressible(method.getName() + " has a parameter of its own");
            }
            arguments[i] = converted(parameters[i].getType(), value, cost);
        }
        if (!left.isEmpty()) {
            throw new NotExpressible("no overload with " + String.join(", ", left.keySet()));
        }
        return new Call(method, receiver, arguments);
    }

    /** Code that sets those of the values that are options; takes them out of the map. */
    private static Consumer<Object> options(
            Parameter parameter, Map<String, Object> left, int... cost) throws NotExpressible {
        Type type =
                ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
        Class<?> options =
                (Class<?>)
                        (type instanceof WildcardType wildcard
                                ? wildcard.getLowerBounds()[0]
                                : type);
        Map<Method, Object> values = new LinkedHashMap<>();
        for (String key : List.copyOf(left.keySet())) {
            NotExpressible why = null;
            for (Method setter : options.getMethods()) {
                if (setter.getName().equals(key) && setter.getParameterCount() == 1) {
                    try {
                        values.put(
                                setter,
                                converted(setter.getParameterTypes()[0], left.get(key), cost));
                        left.remove(key);
                        why = null;
                        break;
                    } catch (NotExpressible e) {
                        why = why != null && why.getMessage().equals(NO_SUCH_WORD) ? why : e;
                    }
                }
            }
            if (why != null) {
                throw why;
            }
        }
        return target ->
                values.forEach(
                        (setter, value) -> new Call(setter, target, new Object[] {value}).run());
    }

    private static String keyOf(String parameter, Map<String, Object> values) {
        if (values.containsKey(parameter)) {
            return parameter;
        }
        for (String key : values.keySet()) {
            if (OTHER_NAMES.getOrDefault(key, List.of()).contains(parameter)) {
                return key;
            }
        }
        return null;
    }

    private static Object converted(Class<?> type, Object value, int... cost)
            throws NotExpressible {
        if (value == null) {
            if (type.isPrimitive()) {
                throw new NotExpressible("None for a " + type);
            }
            cost[0] += type.isEnum() ? 1 : 0;
            return null;
        }
        if (type == Tensor.class && value instanceof Tensor
                || type == String.class && value instanceof String
                || type == DType.class && value instanceof DType) {
            return value;
        }
        if ((type == boolean.class || type == Boolean.class) && value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number && !type.isArray()) {
            Object converted = number(type, number, cost);
            if (converted != null) {
                return converted;
            }
        }
        if (type == UnaryOperator.class && value instanceof PythonFunction function) {
            return (UnaryOperator<Tensor>) function::call;
        }
        if (type == Consumer.class && value instanceof PythonFunction function) {
            return (Consumer<Tensor>) function::call;
        }
        if (type.isEnum() && value instanceof String word) {
            for (Object constant : type.getEnumConstants()) {
                if (isWord(constant, word)) {
                    return constant;
                }
            }
            throw new NotExpressible(NO_SUCH_WORD);
        }
        if (type == Shape.class && value instanceof List<?> list) {
            return shape((long[]) converted(long[].class, list, cost));
        }
        if (type == List.class && value instanceof List<?>) {
            return value;
        }
        if (type.isArray()) {
            return array(type.getComponentType(), value, cost);
        }
        throw new NotExpressible(
                "a " + value.getClass().getSimpleName() + " for a " + type.getSimpleName());
    }

    private static boolean isWord(Object constant, String word) {
        return constant.toString().equals(word)
                || ((Enum<?>) constant).name().replace("_", "").equalsIgnoreCase(word);
    }

    private static Shape shape(long... sizes) throws NotExpressible {
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new NotExpressible("a Shape has no negative size");
        }
        return Shape.of(sizes);
    }

    private static Object number(Class<?> type, Number number, int... cost) {
        boolean isWhole = number instanceof Long;
        if (type == Number.class) {
            cost[0]++;
            return number;
        } else if ((type == long.class || type == Long.class) && isWhole) {
            return number;
        } else if ((type == int.class || type == Integer.class) && isWhole) {
            return number.intValue();
        } else if (type == double.class || type == Double.class) {
            cost[0]++;
            return number.doubleValue();
        }
        return null;
    }

    private static Object array(Class<?> type, Object value, int... cost) throws NotExpressible {
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        if (!(value instanceof List<?>)) {
            if (value instanceof String && !type.isEnum()) {
                throw new NotExpressible("one value for a list");
            }
            cost[0] += SINGLE_FOR_LIST;
        }
        List<Object> converted = new ArrayList<>();
        for (Object item : items) {
            // None among sizes is the size that is there.
            Object size = item == null && type == long.class ? (Object) Functional.SAME_SIZE : item;
            converted.add(converted(type, size, new int[1]));
        }
        Object array = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, converted.get(i));
        }
        return array;
    }
}
