package org.panamatorch.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stands for the variables of generic types: a program that the compiler lets pass gives no
 * {@code Sampler<Long>} for a {@code Sampler<long[]>}.
 */
final class Generics {
    private Generics() {}

    private record Parameterized(Class<?> raw, Type... arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
            case TypeVariable<?> _, WildcardType _ -> raw(bound(type));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Type bound(Type type) {
        return switch (type) {
            case TypeVariable<?> variable -> variable.getBounds()[0];
            case WildcardType wildcard when wildcard.getLowerBounds().length > 0 ->
                    wildcard.getLowerBounds()[0];
            case WildcardType wildcard -> wildcard.getUpperBounds()[0];
            default -> type;
        };
    }

    /** Whether a type says more than its class does: {@code Function<A, Tensor>}. */
    static boolean isSpecific(Type type) {
        return type instanceof ParameterizedType parameterized
                        && Arrays.stream(parameterized.getActualTypeArguments())
                                .anyMatch(argument -> !isAny(argument))
                || type instanceof WildcardType && isSpecific(bound(type));
    }

    private static boolean isAny(Type argument) {
        return argument instanceof TypeVariable<?>
                || argument instanceof WildcardType && isAny(bound(argument))
                || argument == Object.class;
    }

    /** What a method returns or a constructor makes. */
    static Type result(Executable executable) {
        return executable instanceof Method method
                ? method.getGenericReturnType()
                : ofItself(((Constructor<?>) executable).getDeclaringClass());
    }

    private static Type ofItself(Class<?> type) {
        Type[] variables = type.getTypeParameters();
        return variables.length == 0 ? type : new Parameterized(type, variables);
    }

    /** Whether an object of one type may be where another is wanted. */
    static boolean fits(Type type, Type wanted) {
        if (!raw(wanted).isAssignableFrom(raw(type))) {
            return false;
        }
        // A variable's bound may have the variable in it.
        Type exact = wanted instanceof TypeVariable<?> ? raw(wanted) : bound(wanted);
        if (!(exact instanceof ParameterizedType given)) {
            return true;
        }
        Map<TypeVariable<?>, Type> own = variables(type, raw(exact));
        TypeVariable<?>[] names = raw(exact).getTypeParameters();
        for (int i = 0; i < names.length; i++) {
            Type is = own.getOrDefault(names[i], names[i]);
            if (!(is instanceof TypeVariable<?>) && !fits(is, given.getActualTypeArguments()[i])) {
                return false;
            }
        }
        return true;
    }

    /** What the variables of a result have to be so that it is what is wanted. */
    static Map<TypeVariable<?>, Type> bindings(Type result, Type wanted) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        if (result instanceof TypeVariable<?> variable) {
            if (raw(variable) != raw(wanted) && raw(variable).isAssignableFrom(raw(wanted))) {
                bindings.put(variable, bound(wanted));
            }
        } else if (result instanceof ParameterizedType parameterized) {
            Map<TypeVariable<?>, Type> given = variables(wanted, raw(wanted));
            variables(parameterized, raw(wanted))
                    .forEach(
                            (name, own) -> {
                                if (given.containsKey(name)) {
                                    bindings.putAll(bindings(own, given.get(name)));
                                }
                            });
        }
        return bindings;
    }

    static boolean hasVariables(Type type) {
        return type instanceof TypeVariable<?>
                || type instanceof WildcardType && hasVariables(bound(type))
                || type instanceof ParameterizedType parameterized
                        && Arrays.stream(parameterized.getActualTypeArguments())
                                .anyMatch(Generics::hasVariables);
    }

    /** What the variables of a class or interface are for a type that is, or has, its subclass. */
    static Map<TypeVariable<?>, Type> variables(Type type, Class<?> as) {
        Map<TypeVariable<?>, Type> own = new HashMap<>();
        if (bound(type) instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] names = raw(type).getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                own.put(names[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        Class<?> raw = raw(type);
        if (raw == as) {
            return own;
        }
        return Stream.concat(
                        Stream.ofNullable(raw.getGenericSuperclass()),
                        Arrays.stream(raw.getGenericInterfaces()))
                .filter(parent -> as.isAssignableFrom(raw(parent)))
                .findFirst()
                .map(parent -> variables(with(parent, own), as))
                .orElse(Map.of());
    }

    /** A type with other types for its variables. */
    static Type with(Type type, Map<TypeVariable<?>, Type> bindings) {
        return switch (type) {
            case TypeVariable<?> variable -> bindings.getOrDefault(variable, variable);
            case ParameterizedType parameterized ->
                    new Parameterized(
                            raw(parameterized),
                            Arrays.stream(parameterized.getActualTypeArguments())
                                    .map(argument -> with(argument, bindings))
                                    .toArray(Type[]::new));
            case WildcardType wildcard when hasVariables(bound(wildcard)) ->
                    with(bound(wildcard), bindings);
            case GenericArrayType array ->
                    raw(with(array.getGenericComponentType(), bindings)).arrayType();
            default -> type;
        };
    }
}
