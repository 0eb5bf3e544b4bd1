package org.panamatorch.parity;

import org.panamatorch.Operator;
import org.panamatorch.Operator.Parameter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls the typed method of an operator, which has all its arguments: defaults come from the
 * schema.
 */
final class TypedRoute implements Route {
    private static final String PACKAGE = "org.panamatorch.internal.aten.";
    private static final String NAME_SPACE = "aten::";

    private final Map<String, Method> methods = methods();

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new HashMap<>();
        Stream<String> letters =
                Stream.iterate('A', letter -> (char) (letter + 1)).limit(26).map(String::valueOf);
        Stream.concat(letters, Stream.of("Foreach", "Linalg", "Fft", "Special"))
                .forEach(
                        suffix -> {
                            try {
                                for (Method method :
                                        Class.forName(PACKAGE + "Aten" + suffix)
                                                .getDeclaredMethods()) {
                                    if (Modifier.isPublic(method.getModifiers())) {
                                        methods.put(method.getName(), method);
                                    }
                                }
                            } catch (ClassNotFoundException e) {
                                // No operator begins with that letter.
                            }
                        });
        return methods;
    }

    @Override
    public Object call(String name, List<Object> arguments, Map<String, Object> keywords)
            throws MissingException {
        Operator operator = NameRoute.operator(name);
        Method method =
                name.startsWith(NAME_SPACE)
                        ? methods.get(name.substring(NAME_SPACE.length()).replace('.', '_'))
                        : null;
        if (method == null) {
            throw new MissingException("it has no typed method");
        }
        return invoke(
                method, marshalled(operator, method.getParameterTypes(), arguments, keywords));
    }

    private static Object[] marshalled(
            Operator operator,
            Class<?>[] types,
            List<Object> arguments,
            Map<String, Object> keywords) {
        List<Parameter> parameters = operator.parameters();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Parameter parameter = parameters.get(i);
            if (i < arguments.size()) {
                values.add(Marshalling.to(types[i], arguments.get(i), parameter));
            } else if (keywords.containsKey(parameter.name())) {
                values.add(Marshalling.to(types[i], keywords.get(parameter.name()), parameter));
            } else {
                values.add(Marshalling.defaultOf(types[i], parameter));
            }
        }
        return values.toArray();
    }

    private static Object invoke(Method method, Object[] values) {
        try {
            return method.invoke(null, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
