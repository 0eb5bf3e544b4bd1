package org.panamatorch.fuzz;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object of an interface, such as a hook, that behaves in some way.
 *
 * @param type the interface
 * @param deed what it does when it is called
 * @param result what it then returns; where this is null, the first argument that fits
 * @param returned the type of what it may return
 */
record Callback(Class<?> type, Deed deed, Recipe result, Class<?> returned) implements Recipe {
    /** What happens in a callback before it returns. */
    enum Deed {
        NOTHING,
        THROW,
        OVERFLOW,
        CLOSE,
        OPEN_SCOPE,
        BACKWARD
    }

    /** What a callback throws. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("thrown by a callback", null, false, false);
        }
    }

    @Override
    public Object make(Run run) throws Throwable {
        Object value = result == null ? null : result.make(run);
        return object(type, deed, value, result == null, returned);
    }

    Callback returningItsArgument() {
        return new Callback(type, deed, null, returned);
    }

    static Object object(
            Class<?> type, Deed deed, Object result, boolean passOn, Class<?> returned) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(proxy, method, arguments);
                    }
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    perform(deed, given);
                    return fitting(method, given, result, passOn, returned);
                };
        return Proxy.newProxyInstance(
                Callback.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object ofObject(Object proxy, Method method, Object... arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "callback";
        };
    }

    static void perform(Deed deed, Object... arguments) {
        switch (deed) {
            case NOTHING -> {}
            case THROW -> throw new Thrown();
            case OVERFLOW -> perform(Deed.OVERFLOW, arguments);
            case CLOSE -> tensors(arguments).forEach(Tensor::close);
            case OPEN_SCOPE -> new TensorScope();
            case BACKWARD ->
                    tensors(arguments)
                            .filter(tensor -> !tensor.isClosed() && tensor.requiresGrad())
                            .forEach(tensor -> tensor.sum().backward(o -> o.retainGraph(true)));
        }
    }

    private static Stream<Tensor> tensors(Object... arguments) {
        List<Tensor> tensors = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Tensor tensor) {
                tensors.add(tensor);
            } else if (argument instanceof Object[] array) {
                tensors.addAll(tensors(array).toList());
            }
        }
        return tensors.stream();
    }

    private static Object fitting(
            Method method, Object[] given, Object result, boolean passOn, Class<?> returned) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        Class<?> wanted = returned == null || !type.isAssignableFrom(returned) ? type : returned;
        if (passOn) {
            for (Object argument : given) {
                if (wanted.isInstance(argument)) {
                    return argument;
                }
            }
        } else if (wanted.isInstance(result)) {
            return result;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type.isPrimitive() ? primitive(type) : null;
    }

    private static Object primitive(Class<?> type) {
        // As a size it makes loops and no long ones.
        return switch (type.getName()) {
            case "boolean" -> true;
            case "int" -> 2;
            case "long" -> 2L;
            case "double" -> 2.0;
            default -> throw new IllegalStateException(type.getName());
        };
    }

    @Override
    public Stream<Integer> steps() {
        return result == null ? Stream.of() : result.steps();
    }

    @Override
    public List<Recipe> simpler() {
        List<Recipe> simpler = new ArrayList<>();
        if (deed != Deed.NOTHING) {
            simpler.add(new Callback(type, Deed.NOTHING, result, returned));
        }
        if (result != null) {
            simpler.add(returningItsArgument());
            result.simpler()
                    .forEach(better -> simpler.add(new Callback(type, deed, better, returned)));
        }
        return simpler;
    }

    @Override
    public String toString() {
        return type.getSimpleName()
                + "(... -> {"
                + deed
                + "; return "
                + (result == null ? "the argument" : result)
                + ";})";
    }
}
