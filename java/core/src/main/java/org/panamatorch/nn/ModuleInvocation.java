package org.panamatorch.nn;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;

import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls modules with values whose types are known only when they run. */
final class ModuleInvocation {
    private ModuleInvocation() {}

    /**
     * Calls a module by the method {@code call} that takes the values, or else by such a {@code
     * forward} between the module's hooks.
     */
    static Object invoke(Module module, Object... inputs) {
        Arguments.requirePresent(inputs, "callUntyped", "inputs", "a list of inputs");
        List<Method> known = new ArrayList<>();
        for (String name : List.of("call", "forward")) {
            List<Method> methods = methods(module.getClass(), name);
            known.addAll(methods);
            Method method = mostSpecific(methods, inputs);
            if (method != null) {
                return name.equals("call")
                        ? run(module, method, inputs)
                        : module.callWithHooks(given -> run(module, method, given), inputs);
            }
        }
        if (known.isEmpty()) {
            throw Checks.notImplemented(
                    "Module ["
                            + module.typeName()
                            + "] is missing the required \"forward\" function");
        }
        throw Checks.type(
                module.typeName()
                        + " was called with "
                        + Arrays.stream(inputs)
                                .map(ModuleInvocation::typeOf)
                                .collect(Collectors.joining(", ", "(", ")"))
                        + ", expected "
                        + known.stream()
                                .map(ModuleInvocation::parameters)
                                .distinct()
                                .collect(Collectors.joining(" or ")));
    }

    private static String parameters(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(ModuleInvocation::name)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The name of a value's class, for messages. */
    static String typeOf(Object value) {
        return value == null ? "null" : name(value.getClass());
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
    }

    private static List<Method> methods(Class<?> type, String name) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> each = type; each != Module.class; each = each.getSuperclass()) {
            methods.addAll(Arrays.asList(each.getDeclaredMethods()));
        }
        // The defaults of Layer and the like.
        methods.addAll(Arrays.asList(type.getMethods()));
        methods.removeIf(
                method ->
                        !method.getName().equals(name)
                                || method.isBridge()
                                || takesAnything(method));
        return methods;
    }

    /**
     * Whether the types of a {@code call} are not known when it runs; its {@code forward} has them.
     */
    private static boolean takesAnything(Method method) {
        Class<?> type = method.getDeclaringClass();
        return type == FunctionModule.class || type == BiFunctionModule.class;
    }

    /** The first of those that take the values, none of which another one takes more narrowly. */
    private static Method mostSpecific(List<Method> methods, Object... inputs) {
        Method found = null;
        for (Method method : methods) {
            Class<?>[] types = boxed(method);
            if (fits(types, inputs)
                    && !hasNullPrimitive(method, inputs)
                    && (found == null || isNarrower(types, boxed(found)))) {
                found = method;
            }
        }
        return found;
    }

    private static Class<?>[] boxed(Method method) {
        return MethodType.methodType(void.class, method.getParameterTypes())
                .wrap()
                .parameterArray();
    }

    private static boolean fits(Class<?>[] types, Object... inputs) {
        if (types.length != inputs.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (inputs[i] != null && !types[i].isInstance(inputs[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNullPrimitive(Method method, Object... inputs) {
        Class<?>[] types = method.getParameterTypes();
        return IntStream.range(0, types.length)
                .anyMatch(i -> types[i].isPrimitive() && inputs[i] == null);
    }

    private static boolean isNarrower(Class<?>[] types, Class<?>... others) {
        for (int i = 0; i < types.length; i++) {
            if (!others[i].isAssignableFrom(types[i])) {
                return false;
            }
        }
        return !Arrays.equals(types, others);
    }

    private static Object run(Module module, Method method, Object... inputs) {
        try {
            method.setAccessible(true);
            return method.invoke(module, inputs);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new UndeclaredThrowableException(e.getCause());
            }
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            throw new UnsupportedOperationException(
                    "callUntyped: "
                            + method
                            + " cannot be called; open its package to org.panamatorch, or make"
                            + " the class a Layer",
                    e);
        }
    }
}
