package org.panamatorch.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes and calls modules with what Python's are made and called with. This is the one place that
 * says how Python's arguments reach a class of this package.
 *
 * <p>Of a constructor, those without a default go to {@code builder}, or to the constructor of a
 * class that has no options; each other one goes to the builder's method of its name in camelCase,
 * {@code device} and {@code dtype} together to {@code options}. An integer prefers a parameter of
 * type {@code long}, a sequence one of type {@code long[]}, a string an enum's constant of that
 * text, and {@code None} is left out where the option is a primitive. Optimizers' options go the
 * same way.
 *
 * <p>Of {@code call}, a method of n parameters takes the first n of Python's, where a tuple of
 * tensors is one parameter each; those that are not given have Python's defaults. Where {@code
 * call} has options, those with a default go to them. A module that was asked for indices is called
 * by {@code callWithIndices}.
 *
 * <p>The names of Python's parameters, and the defaults of {@code forward}, are in {@code
 * nn/signatures.json} of the test resources, which {@code scripts/record module-forms} writes.
 */
public final class PythonModules {
    private static final JsonNode SIGNATURES = signatures();

    private PythonModules() {}

    private static JsonNode signatures() {
        try (InputStream stream = PythonModules.class.getResourceAsStream("/nn/signatures.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a module.
     *
     * @param type Python's name of the class
     * @param args the positional arguments: Long, Double, Boolean, String, List, DType, Device,
     *     Tensor, PythonFunction, Module or null
     * @param kwargs the keyword arguments
     * @return the module
     * @throws ReflectiveOperationException if this package has no such class or option
     */
    public static Module create(String type, List<Object> args, Map<String, Object> kwargs)
            throws ReflectiveOperationException {
        if (construct(type, args, kwargs) instanceof Module module) {
            return module;
        }
        throw new ClassNotFoundException("org.panamatorch.nn." + type + " is no module");
    }

    /**
     * Makes a module or options of one.
     *
     * @param type Python's name of the class
     * @param args the positional arguments
     * @param kwargs the keyword arguments
     * @return the object
     * @throws ReflectiveOperationException if this package has no such class or option
     */
    public static Object construct(String type, List<Object> args, Map<String, Object> kwargs)
            throws ReflectiveOperationException {
        if (!SIGNATURES.has(type)) {
            throw new ClassNotFoundException("org.panamatorch.nn." + type);
        }
        Class<?> made = Class.forName("org.panamatorch.nn." + type);
        List<String> names = names(SIGNATURES.get(type).get("names"));
        Map<String, Object> bound = bound(type, names, args, kwargs);
        List<Object> required = new ArrayList<>();
        for (int i = 0; i < SIGNATURES.get(type).get("required").asInt(); i++) {
            required.add(bound.remove(names.get(i)));
        }
        if (type.endsWith("Options")) {
            return options(bound);
        }
        if (takesOptions(made.getConstructors())) {
            return invoke(
                    made.getConstructors(),
                    null,
                    Stream.concat(required.stream(), Stream.of(options(bound))).toList(),
                    type);
        }
        if (!bound.isEmpty()) {
            throw new NoSuchMethodException(type + " has no options, given " + bound);
        }
        return invoke(made.getConstructors(), null, required, type);
    }

    private static boolean takesOptions(Executable[] ways) {
        return Arrays.stream(ways)
                .map(Executable::getParameterTypes)
                .anyMatch(types -> types.length > 0 && types[types.length - 1] == Consumer.class);
    }

    /**
     * Makes what takes one thing and options, such as an optimizer.
     *
     * @param type the class
     * @param required what it is made of
     * @param options values by Python's names
     * @return the object
     * @throws ReflectiveOperationException if there is no such option
     */
    public static Object make(Class<?> type, Object required, Map<String, Object> options)
            throws ReflectiveOperationException {
        return invoke(
                type.getConstructors(),
                null,
                List.of(required, options(options)),
                type.getSimpleName());
    }

    /** Code that sets options by Python's names. */
    private static Consumer<Object> options(Map<String, Object> bound) {
        return options -> {
            try {
                setOptions(options, bound);
            } catch (ReflectiveOperationException e) {
                throw new UnsupportedOptions(e);
            }
        };
    }

    /** Options that a module has not, or not so. */
    private static final class UnsupportedOptions extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedOptions(ReflectiveOperationException cause) {
            super(cause);
        }
    }

    /** Whether Python's constructor of a class has a parameter of a name. */
    static boolean hasOption(String type, String name) {
        return names(SIGNATURES.get(type).get("names")).contains(name);
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Map<String, Object> bound(
            String what, List<String> names, List<Object> args, Map<String, Object> kwargs)
            throws NoSuchMethodException {
        if (args.size() > names.size() || !names.containsAll(kwargs.keySet())) {
            throw new NoSuchMethodException(
                    what + " has " + names + ", given " + args + " and " + kwargs.keySet());
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            bound.put(names.get(i), args.get(i));
        }
        bound.putAll(kwargs);
        return bound;
    }

    /**
     * Calls a module.
     *
     * @param module the module
     * @param args the positional arguments of Python's {@code forward}
     * @param kwargs the keyword arguments
     * @return what comes out: a tensor or a record
     * @throws ReflectiveOperationException if the module takes no such arguments
     */
    public static Object call(Module module, List<Object> args, Map<String, Object> kwargs)
            throws ReflectiveOperationException {
        String type = module.getClass().getSimpleName();
        JsonNode signature = SIGNATURES.get(type);
        List<String> names = names(signature.get("forward"));
        Map<String, Object> given = bound(type + ".forward", names, args, kwargs);
        Executable[] methods =
                named(module.getClass(), returnsIndices(module) ? "callWithIndices" : "call");
        if (takesOptions(methods)) {
            return callWithOptions(module, methods, signature, given);
        }
        List<Object> arguments = new ArrayList<>();
        int least = 0;
        for (String name : names) {
            if (!given.containsKey(name)) {
                if (!signature.get("defaults").has(name)) {
                    throw new NoSuchMethodException(type + ".forward lacks " + name);
                }
                arguments.add(plain(signature.get("defaults").get(name)));
                continue;
            }
            if (given.get(name) instanceof List<?> list
                    && list.stream().allMatch(Tensor.class::isInstance)
                    && !list.isEmpty()) {
                arguments.addAll(list);
            } else {
                arguments.add(given.get(name));
            }
            least = arguments.size();
        }
        for (int count = least; count <= arguments.size(); count++) {
            int wanted = count;
            if (Arrays.stream(methods).anyMatch(method -> method.getParameterCount() == wanted)) {
                return invoke(methods, module, arguments.subList(0, count), type + ".forward");
            }
        }
        throw new NoSuchMethodException(type + ".forward does not take " + given.keySet());
    }

    private static Object callWithOptions(
            Module module, Executable[] methods, JsonNode signature, Map<String, Object> given)
            throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        Map<String, Object> options = new LinkedHashMap<>();
        given.forEach(
                (name, value) -> {
                    if (signature.get("defaults").has(name)) {
                        options.put(name, value);
                    } else {
                        arguments.add(value);
                    }
                });
        if (!options.isEmpty()) {
            arguments.add(options(options));
        }
        return invoke(methods, module, arguments, module.getClass().getSimpleName() + ".forward");
    }

    private static boolean returnsIndices(Module module) {
        return switch (module) {
            case MaxPoolNd pool -> pool.returnIndices();
            case AdaptiveMaxPoolNd pool -> pool.returnIndices();
            case FractionalMaxPoolNd pool -> pool.returnIndices();
            default -> false;
        };
    }

    private static Object plain(JsonNode json) {
        if (json.has("n")) {
            return null;
        } else if (json.has("b")) {
            return json.get("b").asBoolean();
        } else if (json.has("i")) {
            return json.get("i").asLong();
        }
        throw new IllegalArgumentException("a default that is " + json);
    }

    /**
     * Whether a parameter or buffer of a module itself has no size yet.
     *
     * @param module the module
     * @param name the name
     * @return what Python's {@code torch.nn.parameter.is_lazy} says of it
     */
    public static boolean isLazy(Module module, String name) {
        return module.tree.uninitialized().contains(name);
    }

    /**
     * Sets options of modules or of optimizers.
     *
     * @param target what they are set on
     * @param options values by Python's names
     * @throws ReflectiveOperationException if there is no such option
     */
    public static void setOptions(Object target, Map<String, Object> options)
            throws ReflectiveOperationException {
        Map<String, Object> bound = new LinkedHashMap<>(options);
        if (named(target.getClass(), "device").length == 0) {
            bound.remove("device", null);
            bound.remove("dtype", null);
        } else if (bound.get("device") instanceof String name) {
            bound.put("device", Device.of(name));
        }
        for (Map.Entry<String, Object> option : bound.entrySet()) {
            String name = camelCase(option.getKey());
            Executable[] methods =
                    Arrays.stream(named(target.getClass(), name))
                            .filter(method -> method.getParameterCount() > 0)
                            .toArray(Executable[]::new);
            if (methods.length == 0) {
                throw new NoSuchMethodException(target.getClass().getName() + "." + name);
            }
            if (option.getValue() != null
                    || Arrays.stream(methods).anyMatch(PythonModules::takesNull)) {
                invoke(methods, target, Arrays.asList(option.getValue()), name);
            }
        }
    }

    private static boolean takesNull(Executable method) {
        // Options within options that are not there are not set.
        Class<?> type = method.getParameterTypes()[0];
        return !method.isVarArgs() && !type.isPrimitive() && type != Consumer.class;
    }

    private static Executable[] named(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .toArray(Executable[]::new);
    }

    /**
     * Python's name in Java's casing.
     *
     * @param python such as {@code max_pool2d}
     * @return such as {@code maxPool2d}
     */
    public static String camelCase(String python) {
        StringBuilder name = new StringBuilder();
        for (String word : python.split("_")) {
            boolean isFirst = name.isEmpty();
            name.append(
                    isFirst || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static Object invoke(
            Executable[] candidates, Object target, List<Object> arguments, String what)
            throws ReflectiveOperationException {
        // Those without an array first: an integer is no tuple. Then those without a double: an
        // integer prints as one.
        List<Executable> ordered =
                Stream.of(candidates)
                        .filter(candidate -> candidate.getParameterCount() == arguments.size())
                        .sorted(
                                Comparator.comparing(PythonModules::hasArray)
                                        .thenComparing(PythonModules::hasDouble))
                        .toList();
        for (Executable candidate : ordered) {
            Object[] converted = converted(candidate.getParameterTypes(), arguments);
            if (converted != null) {
                return invoke(candidate, target, converted);
            }
        }
        throw new NoSuchMethodException(what + " does not take " + arguments);
    }

    private static boolean hasArray(Executable candidate) {
        return Arrays.stream(candidate.getParameterTypes()).anyMatch(Class::isArray);
    }

    private static boolean hasDouble(Executable candidate) {
        return List.of(candidate.getParameterTypes()).contains(double.class);
    }

    private static Object invoke(Executable method, Object target, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return method instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) method).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnsupportedOptions unsupported) {
                throw (ReflectiveOperationException) unsupported.getCause();
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Object[] converted(Class<?>[] types, List<Object> arguments) {
        Object[] result = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            result[i] = arguments.get(i) == null ? null : converted(types[i], arguments.get(i));
            if (result[i] == null && (arguments.get(i) != null || types[i].isPrimitive())) {
                return null;
            }
        }
        return result;
    }

    private static Object converted(Class<?> type, Object value) {
        if (type == long.class || type == Long.class) {
            return value instanceof Long ? value : null;
        }
        if (type == double.class || type == Double.class) {
            return value instanceof Number number ? (Object) number.doubleValue() : null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return value instanceof Boolean ? value : null;
        }
        if (type == long[].class) {
            return value instanceof List<?> list ? longs(list) : null;
        }
        if (type == Shape.class) {
            return value instanceof List<?> list ? shape(longs(list)) : null;
        }
        if (type == double[].class) {
            List<?> list = value instanceof List<?> items ? items : List.of(value);
            return !list.stream().allMatch(Number.class::isInstance)
                    ? null
                    : list.stream().mapToDouble(item -> ((Number) item).doubleValue()).toArray();
        }
        if (type.isEnum() && !type.isInstance(value)) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant == value || constant.toString().equals(value))
                    .findAny()
                    .orElse(null);
        }
        if (type == Layer.class && value instanceof String word) {
            return converted(TransformerActivation.class, word.toUpperCase(Locale.ROOT));
        }
        if (value instanceof PythonFunction function) {
            return function.as(type);
        }
        return type.isInstance(value) ? value : null;
    }

    /** A shape, which has no negative sizes. */
    private static Shape shape(long... sizes) {
        return Arrays.stream(sizes).anyMatch(size -> size < 0) ? null : Shape.of(sizes);
    }

    private static long[] longs(List<?> list) {
        return list.stream()
                .mapToLong(item -> item == null ? Functional.SAME_SIZE : (Long) item)
                .toArray();
    }
}
