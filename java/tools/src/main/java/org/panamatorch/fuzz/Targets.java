package org.panamatorch.fuzz;

import org.panamatorch.Fft;
import org.panamatorch.Linalg;
import org.panamatorch.Nested;
import org.panamatorch.Operator;
import org.panamatorch.Sparse;
import org.panamatorch.Special;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Init;
import org.panamatorch.support.PublicClasses;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that can be called: what the exported packages offer, and the operators of the dispatcher.
 */
final class Targets {
    private static final Set<Class<?>> OPERATORS =
            Set.of(
                    Tensor.class,
                    Torch.class,
                    Functional.class,
                    Init.class,
                    Linalg.class,
                    Fft.class,
                    Special.class,
                    Sparse.class,
                    Nested.class);

    private static Targets instance;

    private final Map<String, Target> byKey = new LinkedHashMap<>();
    private final Map<Class<?>, List<Target>> makers = new ConcurrentHashMap<>();

    /** Methods of tensors and static ones. */
    final List<Target> operators = new ArrayList<>();

    /** Methods of modules and their builders, by class. */
    final List<List<Target>> modules = new ArrayList<>();

    /** Methods of all other classes, by class. */
    final List<List<Target>> others = new ArrayList<>();

    final List<Target> named = new ArrayList<>();

    private Targets(List<Class<?>> classes, Predicate<String> wanted) {
        Map<String, List<Target>> byClass = new TreeMap<>();
        for (Class<?> type : classes) {
            executables(type)
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .map(Target.Typed::of)
                    .forEach(
                            target -> {
                                Class<?> owner = target.executable().getDeclaringClass();
                                if (byKey.putIfAbsent(target.key(), target) == null
                                        && wanted.test(target.key())) {
                                    byClass.computeIfAbsent(owner.getName(), _ -> new ArrayList<>())
                                            .add(target);
                                }
                            });
        }
        byClass.forEach(
                (name, targets) -> {
                    Class<?> owner =
                            ((Target.Typed) targets.getFirst()).executable().getDeclaringClass();
                    if (OPERATORS.stream().anyMatch(owner::isAssignableFrom)) {
                        operators.addAll(targets);
                    } else if (owner == Samples.class || isOptions(owner)) {
                        // They make values, or set them in OptionsCode: nothing by themselves.
                    } else {
                        (owner.getPackageName().endsWith(".nn") ? modules : others).add(targets);
                    }
                });
    }

    /** Readies the targets of this process. */
    static void prepare(FuzzOptions options) {
        List<Class<?>> classes = new ArrayList<>();
        classes.add(Samples.class);
        if (options.planted()) {
            classes.add(Planted.class);
            classes.add(Planted.LevelOptions.class);
        } else {
            classes.addAll(PublicClasses.all());
        }
        instance =
                new Targets(classes, key -> options.wants(key) && Exclusions.reason(key) == null);
        if (!options.planted()) {
            for (Operator operator : Torch.operators()) {
                Target target = Target.Named.of(operator);
                instance.byKey.put(target.key(), target);
                if (options.wants(target.key())
                        && Exclusions.reasonByName(target.key()) == null
                        && Exclusions.reason(target.key()) == null) {
                    instance.named.add(target);
                }
            }
        }
    }

    static Targets all() {
        return instance;
    }

    static Target of(String key) {
        return instance.byKey.get(key);
    }

    /** What makes objects of a class or of its subclasses. */
    List<Target> makers(Class<?> type) {
        return makers.computeIfAbsent(
                type,
                _ ->
                        byKey.values().stream()
                                .filter(target -> type.isAssignableFrom(target.result()))
                                .filter(target -> target instanceof Target.Typed)
                                .filter(target -> Exclusions.reason(target.key()) == null)
                                .toList());
    }

    /** What makes objects that are of several types at once. */
    List<Target> makers(Class<?>... types) {
        return makers(types[0]).stream()
                .filter(
                        target ->
                                Arrays.stream(types)
                                        .allMatch(type -> type.isAssignableFrom(target.result())))
                .toList();
    }

    /** What makes objects of a type with arguments of its own, such as {@code Supplier<Tensor>}. */
    List<Target> makersOf(Type type) {
        return makers(Generics.raw(type)).stream()
                .filter(target -> makes(((Target.Typed) target), type))
                .toList();
    }

    /**
     * A variable of what is wanted may be one of other arguments, too, and nothing tells of a
     * receiver what stands for those of its class.
     */
    private static boolean makes(Target.Typed target, Type type) {
        Type result = Generics.result(target.executable());
        return Generics.hasVariables(type)
                ? result.equals(type)
                        || target.executable() instanceof Constructor<?> constructor
                                && constructor.getDeclaringClass() == Generics.raw(type)
                                && Generics.fits(result, type)
                : Generics.fits(result, type)
                        && !(target.hasReceiver() && Generics.hasVariables(result));
    }

    /** Whether objects of a class are to be had only by code that sets options. */
    static boolean isOptions(Class<?> type) {
        return type.getSimpleName().endsWith("Options")
                && type.getConstructors().length == 0
                && Arrays.stream(type.getMethods())
                        .noneMatch(method -> Modifier.isStatic(method.getModifiers()));
    }

    /** What sets the options of a class. */
    List<Target> setters(Class<?> options) {
        return makers(options).stream().filter(target -> target.parameters().size() == 2).toList();
    }

    private static Stream<java.lang.reflect.Executable> executables(Class<?> type) {
        Stream<Method> methods =
                Arrays.stream(type.getMethods())
                        .filter(method -> isOurs(method.getDeclaringClass()))
                        .filter(method -> !method.isBridge() || isOnlyForAccess(type, method));
        Stream<Constructor<?>> constructors =
                Modifier.isAbstract(type.getModifiers())
                        ? Stream.of()
                        : Arrays.stream(type.getConstructors());
        return Stream.concat(methods, constructors);
    }

    /** Whether a bridge stands for a method that a class inherits from one that is not public. */
    private static boolean isOnlyForAccess(Class<?> type, Method bridge) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(bridge.getName()))
                .filter(method -> method.getParameterCount() == bridge.getParameterCount())
                .allMatch(Method::isBridge);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("org.panamatorch.");
    }
}
