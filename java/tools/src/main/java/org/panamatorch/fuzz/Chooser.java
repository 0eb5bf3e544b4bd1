package org.panamatorch.fuzz;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.fuzz.FreshTensor.Content;
import org.panamatorch.fuzz.FreshTensor.Form;
import org.panamatorch.fuzz.Target.Named.SchemaType;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.result.TensorTuple;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Chooses what is called, and with what. In most calls the tensors are of one dtype and of sizes
 * that go together, or calls would not get past the first checks.
 */
final class Chooser {
    private static final int DEEPEST = 3;
    private static final int LONGEST_LIST = 4;
    private static final int MOST_OPTIONS = 4;

    // The JVM takes ten milliseconds for the frames of an overflow.
    private static final int OVERFLOW_IN = 1000;

    private static final List<List<Long>> SIZES =
            List.of(
                    List.of(),
                    List.of(0L),
                    List.of(1L),
                    List.of(3L),
                    List.of(5L),
                    List.of(2L, 3L),
                    List.of(3L, 3L),
                    List.of(4L, 4L),
                    List.of(0L, 3L),
                    List.of(4L, 1L),
                    List.of(2L, 3L, 4L),
                    List.of(3L, 2L, 2L),
                    List.of(1L, 0L, 2L),
                    List.of(2L, 4L, 6L, 6L),
                    List.of(1L, 3L, 5L, 4L),
                    List.of(1L, 2L, 3L, 4L, 5L),
                    List.of(2L, 4L, 3L, 3L, 3L),
                    List.of(1L, 1L, 1L, 1L, 1L, 1L));

    private static final List<DType> DTYPES =
            List.of(
                    DType.FLOAT32,
                    DType.FLOAT32,
                    DType.FLOAT32,
                    DType.INT64,
                    DType.INT64,
                    DType.FLOAT64,
                    DType.BOOL,
                    DType.INT32,
                    DType.UINT8,
                    DType.INT8,
                    DType.INT16,
                    DType.COMPLEX64,
                    DType.BFLOAT16,
                    DType.FLOAT16,
                    DType.COMPLEX128,
                    DType.UINT16,
                    DType.UINT64,
                    DType.COMPLEX32,
                    DType.FLOAT8_E4M3FN);

    private static final List<String> WORDS =
            List.of(
                    "",
                    "weight",
                    "bias",
                    "0",
                    "none",
                    "mean",
                    "sum",
                    "reflect",
                    "same",
                    "tanh",
                    "ij,jk->ik",
                    "L",
                    "floor",
                    "linear",
                    "fro",
                    "cpu",
                    "cuda:1",
                    "a.b",
                    "é\n%s",
                    "a".repeat(300));

    private static final List<Class<?>> CLASSES =
            List.of(
                    float[].class,
                    long[][].class,
                    double[].class,
                    String.class,
                    Object[].class,
                    Samples.Pair.class,
                    Linear.class);

    private static final List<String> DEVICES =
            List.of("cpu", "cpu", "cpu", "meta", "cuda", "xla:1");

    private final SplittableRandom random;
    private final Run run;
    private final boolean reader;
    private List<Long> sizes;
    private DType dtype;
    private boolean alike;

    /**
     * Makes a chooser for a thread.
     *
     * @param random what decides
     * @param run whose results may be arguments
     * @param reader whether other threads use the tensors as well, so that they may only be read
     */
    Chooser(SplittableRandom random, Run run, boolean reader) {
        this.random = random;
        this.run = run;
        this.reader = reader;
    }

    /** A call of a target. */
    Call call(Target target) {
        alike = random.nextInt(4) > 0;
        sizes = pick(SIZES);
        dtype = alike && random.nextBoolean() ? DType.FLOAT32 : pick(DTYPES);
        return call(target, 0);
    }

    private Call call(Target target, int depth) {
        return call(target, Object.class, depth);
    }

    private Call call(Target target, Type wanted, int depth) {
        List<Recipe> arguments = new ArrayList<>();
        boolean named = target instanceof Target.Named;
        for (Type type : target.parameters(wanted)) {
            // A receiver that is null would be the fuzzer's own mistake.
            boolean receiver = arguments.isEmpty() && target.hasReceiver();
            Recipe argument =
                    receiver ? nonNull(type, depth) : named ? schema(type) : value(type, depth);
            arguments.add(
                    Exclusions.keepsWhatCodeReturns(target.key()) ? detaching(argument) : argument);
        }
        return new Call(target.key(), arguments);
    }

    private static Recipe detaching(Recipe argument) {
        return argument instanceof Callback code && code.type() == Function.class
                ? new Detaching(code.returningItsArgument())
                : argument;
    }

    /** A call that makes something for several threads. */
    Call shared() {
        alike = true;
        sizes = pick(SIZES);
        dtype = DType.FLOAT32;
        return oneIn(2)
                ? new Call("fuzz.Samples.same(Tensor)", List.of(tensor()))
                : call(pick(Targets.all().makers(Module.class)), 1);
    }

    /** A call that went well, with one or two of its arguments spoilt. */
    Call spoilt(Call call) {
        Target target = Targets.of(call.target());
        alike = false;
        sizes = pick(SIZES);
        dtype = pick(DTYPES);
        Call spoilt = call;
        for (int count = random.nextInt(1, 3); count > 0 && !call.arguments().isEmpty(); count--) {
            int index = random.nextInt(call.arguments().size());
            Type type = target.parameters().get(index);
            boolean receiver = index == 0 && target.hasReceiver();
            spoilt =
                    spoilt.with(
                            index,
                            receiver
                                    ? nonNull(type, 0)
                                    : type instanceof SchemaType ? schema(type) : value(type, 0));
        }
        return spoilt;
    }

    Step.Place place() {
        if (oneIn(40)) {
            return Step.Place.NO_GRAD;
        }
        if (oneIn(40)) {
            return Step.Place.SCOPE;
        }
        return oneIn(OVERFLOW_IN) ? Step.Place.STACK_END : Step.Place.PLAIN;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private Recipe value(Type type, int depth) {
        boolean primitive = type instanceof Class<?> raw && raw.isPrimitive();
        return !primitive && oneIn(30) ? new Constant(null) : nonNull(type, depth);
    }

    private Recipe nonNull(Type type, int depth) {
        Class<?> raw = Generics.raw(type);
        if (raw == Tensor.class
                || raw.isInterface()
                        && raw.isAssignableFrom(Tensor.class)
                        && raw.getName().startsWith("org.panamatorch")) {
            return tensor();
        }
        if (raw == Class.class) {
            return oneOf(Generics.raw(argument(type, 0)));
        }
        Recipe simple = simple(raw);
        if (simple != null) {
            return simple;
        }
        if (raw.isArray()) {
            return array(raw, depth);
        }
        if (Map.class.isAssignableFrom(raw) && raw.isInterface()) {
            boolean words = Generics.raw(argument(type, 0)).isAssignableFrom(String.class);
            return words ? map(argument(type, 1), depth) : Group.map(List.of(), List.of());
        }
        if (Iterable.class.isAssignableFrom(raw) && raw.isAssignableFrom(List.class)) {
            return Group.list(list(argument(type, 0), depth));
        }
        if (raw == Object.class || raw == java.io.Serializable.class) {
            return anything(depth);
        }
        if (raw == Consumer.class && Targets.isOptions(Generics.raw(argument(type, 0)))) {
            return optionsCode(Generics.raw(argument(type, 0)), depth);
        }
        return object(type, raw, depth);
    }

    private Recipe optionsCode(Class<?> options, int depth) {
        List<Target> setters = Targets.all().setters(options);
        Map<String, Recipe> values = new LinkedHashMap<>();
        for (int i = random.nextInt(MOST_OPTIONS + 1); i > 0 && !setters.isEmpty(); i--) {
            Target setter = pick(setters);
            values.put(setter.key(), value(setter.parameters().getLast(), depth + 1));
        }
        return new OptionsCode(
                Group.map(List.copyOf(values.keySet()), List.copyOf(values.values())),
                oneIn(8) ? deed() : Callback.Deed.NOTHING);
    }

    private List<Recipe> list(Type element, int depth) {
        List<Recipe> list = new ArrayList<>();
        for (int i = random.nextInt(LONGEST_LIST); i >= 0; i--) {
            list.add(value(element, depth + 1));
        }
        if (oneIn(8)) {
            list.clear();
        }
        return list;
    }

    private Recipe map(Type value, int depth) {
        List<Recipe> values = list(value, depth);
        List<String> keys = new ArrayList<>(values.stream().map(_ -> pick(WORDS)).toList());
        return Group.map(keys, values);
    }

    private Recipe array(Class<?> raw, int depth) {
        Class<?> component = raw.componentType();
        if (!component.isPrimitive()) {
            return Group.array(component, list(component, depth));
        }
        int length = oneIn(8) ? 0 : random.nextInt(1, LONGEST_LIST + 1);
        Object array = java.lang.reflect.Array.newInstance(component, length);
        // Most sizes go with the tensors'.
        boolean common = alike && component == long.class && oneIn(3);
        if (common) {
            return new Constant(sizes.stream().mapToLong(size -> size).toArray());
        }
        for (int i = 0; i < length; i++) {
            java.lang.reflect.Array.set(array, i, ((Constant) simple(component)).value());
        }
        return new Constant((java.io.Serializable) array);
    }

    /** A value of a type that has no parts; null for other types. */
    private Recipe simple(Class<?> raw) {
        if (raw == long.class || raw == Long.class) {
            return new Constant(integer());
        }
        if (raw == int.class || raw == Integer.class) {
            return new Constant((int) integer());
        }
        if (raw == double.class || raw == Double.class) {
            return new Constant(number());
        }
        if (raw == float.class || raw == Float.class) {
            return new Constant((float) number());
        }
        if (raw == short.class || raw == byte.class || raw == char.class) {
            return new Constant(
                    raw == short.class
                            ? (short) integer()
                            : raw == byte.class
                                    ? (byte) integer()
                                    : (java.io.Serializable) (char) integer());
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return new Constant(random.nextBoolean());
        }
        if (raw == Number.class) {
            return scalar();
        }
        if (raw == String.class || raw == CharSequence.class) {
            return new Constant(pick(WORDS));
        }
        if (raw == DType.class && !oneIn(4)) {
            return new Constant(alike && oneIn(2) ? dtype : pick(DTYPES));
        }
        if (raw.isEnum()) {
            return new Constant((java.io.Serializable) pick(Arrays.asList(raw.getEnumConstants())));
        }
        if (raw == Device.class) {
            return device();
        }
        return null;
    }

    /** A class that a type lets pass, or null. */
    private Recipe oneOf(Class<?> bound) {
        List<Class<?>> fitting = CLASSES.stream().filter(bound::isAssignableFrom).toList();
        return new Constant(fitting.isEmpty() ? null : pick(fitting));
    }

    private Recipe scalar() {
        return switch (random.nextInt(5)) {
            case 0 -> new Constant(number());
            case 1 ->
                    new Call(
                            "Scalar.complex(double, double)",
                            List.of(new Constant(number()), new Constant(number())));
            default -> new Constant(integer());
        };
    }

    private Recipe device() {
        return new Call("Device.of(String)", List.of(new Constant(pick(DEVICES))));
    }

    private long integer() {
        return oneIn(alike ? 12 : 4) ? Numbers.integer(random) : Numbers.small(random);
    }

    private double number() {
        return switch (random.nextInt(alike ? 12 : 4)) {
            case 0 -> Numbers.wild(random);
            case 1 -> random.nextInt(4);
            default -> random.nextDouble();
        };
    }

    private Recipe anything(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> scalar();
            case 1 -> new Constant(pick(WORDS));
            case 2 ->
                    array(
                            pick(
                                    List.of(
                                            long[].class,
                                            double[].class,
                                            boolean[].class,
                                            float[].class)),
                            depth);
            case 3 -> Group.list(list(Tensor.class, depth));
            case 4 -> Group.array(Tensor.class, list(Tensor.class, depth));
            default -> tensor();
        };
    }

    private Recipe object(Type type, Class<?> raw, int depth) {
        boolean implementable = isForProgramsToImplement(raw);
        // Nothing tells of an earlier Supplier whether it is one of tensors or of texts.
        boolean typed =
                implementable && type instanceof ParameterizedType
                        || Generics.isSpecific(type)
                        || bounds(type).length > 1;
        ResultOf earlier = typed || oneIn(3) ? null : earlier(raw);
        if (earlier != null) {
            return earlier;
        }
        List<Target> makers =
                bounds(type).length > 1
                        ? Targets.all().makers(bounds(type))
                        : typed ? Targets.all().makersOf(type) : Targets.all().makers(raw);
        if (implementable && (makers.isEmpty() || !oneIn(3))) {
            return callback(type, raw, depth);
        }
        if (makers.isEmpty() || depth > DEEPEST) {
            ResultOf any = typed ? null : earlier(raw);
            return any == null ? new Constant(null) : any;
        }
        Target maker = pick(makers);
        // Those that need another object first are mostly setters of builders.
        for (int i = depth; i > 0 && maker.hasReceiver(); i--) {
            maker = pick(makers);
        }
        return call(maker, type, depth + 1);
    }

    /** Only the library has records of results, and only the JDK has paths. */
    private static boolean isForProgramsToImplement(Class<?> raw) {
        return raw.isInterface()
                && !raw.isSealed()
                && raw != TensorTuple.class
                && (!raw.getName().startsWith("java.")
                        || Arrays.stream(raw.getMethods())
                                        .filter(
                                                method ->
                                                        Modifier.isAbstract(method.getModifiers()))
                                        .count()
                                == 1);
    }

    private Recipe callback(Type type, Class<?> raw, int depth) {
        Callback.Deed deed = oneIn(2) ? Callback.Deed.NOTHING : deed();
        Type resolved =
                Arrays.stream(raw.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .findFirst()
                        .map(method -> returned(method, type))
                        .orElse(void.class);
        Class<?> plain = Generics.raw(resolved);
        Recipe result =
                plain == void.class || oneIn(2) || depth > DEEPEST
                        ? null
                        : value(resolved, depth + 1);
        return new Callback(raw, deed, result, plain);
    }

    private static Type returned(Method method, Type owner) {
        return Generics.with(
                method.getGenericReturnType(),
                Generics.variables(owner, method.getDeclaringClass()));
    }

    private Callback.Deed deed() {
        if (oneIn(OVERFLOW_IN / 50)) {
            return Callback.Deed.OVERFLOW;
        }
        return pick(
                List.of(
                        Callback.Deed.THROW,
                        Callback.Deed.CLOSE,
                        Callback.Deed.OPEN_SCOPE,
                        Callback.Deed.BACKWARD));
    }

    private Recipe tensor() {
        if (!oneIn(3)) {
            ResultOf earlier = earlier(Tensor.class);
            if (earlier != null) {
                return earlier;
            }
        }
        boolean common = alike && !oneIn(5);
        Content content = oneIn(alike ? 8 : 3) ? pick(List.of(Content.values())) : Content.SMALL;
        Form form = Form.PLAIN;
        if (oneIn(4)) {
            form =
                    pick(
                            List.of(
                                    Form.LEAF,
                                    Form.NO_LEAF,
                                    Form.TRANSPOSED,
                                    Form.STRIDED,
                                    Form.EXPANDED,
                                    Form.CHANNELS_LAST));
        } else if (oneIn(alike ? 16 : 4)) {
            form = pick(List.of(Form.values()));
        }
        return new FreshTensor(
                common ? dtype : pick(DTYPES),
                common ? sizes : pick(SIZES),
                content,
                form,
                random.nextInt(1000));
    }

    private ResultOf earlier(Class<?> type) {
        List<ResultOf> fitting = run.results(type, reader);
        return fitting.isEmpty() ? null : pick(fitting);
    }

    /** A value of a schema's type. */
    private Recipe schema(Type type) {
        return schema(((SchemaType) type).text());
    }

    private Recipe schema(String type) {
        if (type.endsWith("?")) {
            return oneIn(3) ? new Constant(null) : schema(type.substring(0, type.length() - 1));
        }
        if (type.endsWith("]")) {
            int open = type.lastIndexOf('[');
            String length = type.substring(open + 1, type.length() - 1);
            int count =
                    length.isEmpty() || oneIn(5)
                            ? random.nextInt(LONGEST_LIST + 1)
                            : Integer.parseInt(length);
            List<Recipe> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                list.add(schema(type.substring(0, open)));
            }
            return Group.list(list);
        }
        return switch (type) {
            case "Tensor" -> tensor();
            case "int", "SymInt" -> new Constant(integer());
            case "float" -> new Constant(number());
            case "bool" -> new Constant(random.nextBoolean());
            case "Scalar" -> scalar();
            case "str" -> new Constant(pick(WORDS));
            case "ScalarType" -> new Constant(pick(DTYPES));
            case "Layout" -> new Constant(pick(List.of(Layout.values())));
            case "MemoryFormat" -> new Constant(pick(List.of(MemoryFormat.values())));
            case "Device" -> device();
            case "Any" -> anything(0);
            default -> new Constant(null);
        };
    }

    /** Of {@code M extends Module & Layer} both; nothing for a type that is no variable. */
    private static Class<?>[] bounds(Type type) {
        return type instanceof TypeVariable<?> variable
                ? Arrays.stream(variable.getBounds()).map(Generics::raw).toArray(Class<?>[]::new)
                : new Class<?>[0];
    }

    private static Type argument(Type type, int index) {
        return type instanceof TypeVariable<?> variable
                ? argument(variable.getBounds()[0], index)
                : type instanceof ParameterizedType parameterized
                                && parameterized.getActualTypeArguments().length > index
                        ? parameterized.getActualTypeArguments()[index]
                        : Object.class;
    }
}
