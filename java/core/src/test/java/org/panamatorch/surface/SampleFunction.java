package org.panamatorch.surface;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;

/** A function of any functional interface: gives a sample of what it should, or null, or throws. */
record SampleFunction(SampleArguments samples, Type type) {
    /** What the third kind throws. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Body {
        Object call(Method method) throws Throwable;
    }

    Object proxy() {
        return proxy(method -> result(method));
    }

    boolean mayGiveNull() {
        return Arrays.stream(SampleArguments.raw(type).getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .noneMatch(method -> method.getReturnType().isPrimitive());
    }

    Object givingNull() {
        return proxy(_ -> null);
    }

    Object throwing() {
        return proxy(
                _ -> {
                    throw new Thrown();
                });
    }

    private Object result(Method method) {
        Type result = method.getGenericReturnType();
        if (result == void.class || result == Void.class) {
            return null;
        }
        if (result instanceof TypeVariable<?> variable && type instanceof ParameterizedType given) {
            TypeVariable<?>[] declared = SampleArguments.raw(type).getTypeParameters();
            for (int i = 0; i < declared.length; i++) {
                if (declared[i].getName().equals(variable.getName())) {
                    return samples.of(given.getActualTypeArguments()[i]);
                }
            }
        }
        return samples.of(result);
    }

    private Object proxy(Body body) {
        Class<?> raw = SampleArguments.raw(type);
        InvocationHandler handler =
                (self, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> self == arguments[0];
                            case "hashCode" -> System.identityHashCode(self);
                            default -> "function";
                        };
                    }
                    return Modifier.isAbstract(method.getModifiers())
                            ? body.call(method)
                            : InvocationHandler.invokeDefault(self, method, arguments);
                };
        return Proxy.newProxyInstance(
                raw.getClassLoader() == null
                        ? SampleFunction.class.getClassLoader()
                        : raw.getClassLoader(),
                new Class<?>[] {raw},
                handler);
    }
}
