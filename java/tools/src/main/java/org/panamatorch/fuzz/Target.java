package org.panamatorch.fuzz;

import org.panamatorch.Operator;
import org.panamatorch.Operator.Parameter;
import org.panamatorch.Torch;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Something that can be called. */
sealed interface Target {
    /** By which recipes, findings and {@code --only} know it. */
    String key();

    /** The types of its arguments, that of the receiver first where there is one. */
    List<Type> parameters();

    /** The types of its arguments where it is to make an object of a type. */
    default List<Type> parameters(Type wanted) {
        return parameters();
    }

    /** Whether the first argument is the receiver. */
    boolean hasReceiver();

    /** What it returns, as far as it is known. */
    Class<?> result();

    Object invoke(Object... arguments) throws Throwable;

    /** A call of it in words of Java. */
    String text(List<Recipe> arguments);

    /** A public method or constructor. */
    record Typed(Executable executable, String key, List<Type> parameters) implements Target {
        static Typed of(Executable executable) {
            Class<?> owner = executable.getDeclaringClass();
            List<Type> parameters = new ArrayList<>();
            if (!isFree(executable)) {
                parameters.add(owner);
            }
            parameters.addAll(Arrays.asList(declared(executable).getGenericParameterTypes()));
            String types =
                    Arrays.stream(executable.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(", ", "(", ")"));
            String name = executable instanceof Method ? "." + executable.getName() : ".new";
            executable.setAccessible(true);
            return new Typed(executable, shortName(owner) + name + types, parameters);
        }

        /** A bridge knows no types of its own: those are where the method is inherited from. */
        private static Executable declared(Executable executable) {
            Class<?> owner = executable.getDeclaringClass().getSuperclass();
            while (executable instanceof Method bridge && bridge.isBridge() && owner != null) {
                try {
                    Method method =
                            owner.getDeclaredMethod(bridge.getName(), bridge.getParameterTypes());
                    if (!method.isBridge()) {
                        return method;
                    }
                } catch (NoSuchMethodException e) {
                    // Further up.
                }
                owner = owner.getSuperclass();
            }
            return executable;
        }

        private static String shortName(Class<?> type) {
            return type.getName().replaceFirst("^org\\.panamatorch\\.", "").replace('$', '.');
        }

        @Override
        public List<Type> parameters(Type wanted) {
            Map<TypeVariable<?>, Type> bindings =
                    Generics.bindings(Generics.result(executable), wanted);
            return bindings.isEmpty()
                    ? parameters
                    : parameters.stream().map(type -> Generics.with(type, bindings)).toList();
        }

        @Override
        public boolean hasReceiver() {
            return !isFree(executable);
        }

        private static boolean isFree(Executable executable) {
            return executable instanceof Constructor
                    || Modifier.isStatic(executable.getModifiers());
        }

        @Override
        public Class<?> result() {
            return executable instanceof Method method
                    ? method.getReturnType()
                    : executable.getDeclaringClass();
        }

        @Override
        public Object invoke(Object... arguments) throws Throwable {
            try {
                if (executable instanceof Constructor<?> constructor) {
                    return constructor.newInstance(arguments);
                }
                Method method = (Method) executable;
                return isFree(method)
                        ? method.invoke(null, arguments)
                        : method.invoke(
                                arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Override
        public String text(List<Recipe> arguments) {
            String list = arguments.toString();
            String owner = shortName(executable.getDeclaringClass());
            owner = owner.substring(owner.lastIndexOf('.') + 1);
            if (executable instanceof Constructor) {
                return "new " + owner + "(" + list.substring(1, list.length() - 1) + ")";
            }
            if (hasReceiver()) {
                owner = arguments.getFirst().toString();
                list = arguments.subList(1, arguments.size()).toString();
            }
            return owner
                    + "."
                    + executable.getName()
                    + "("
                    + list.substring(1, list.length() - 1)
                    + ")";
        }
    }

    /** An operator of the dispatcher. */
    record Named(Operator operator, String key, List<Type> parameters) implements Target {
        /** A type of a schema. */
        record SchemaType(String text) implements Type {}

        static Named of(Operator operator) {
            String overload = operator.overload().isEmpty() ? "" : "." + operator.overload();
            return new Named(
                    operator,
                    operator.name() + overload,
                    operator.parameters().stream()
                            .map(Parameter::type)
                            .<Type>map(SchemaType::new)
                            .toList());
        }

        @Override
        public boolean hasReceiver() {
            return false;
        }

        @Override
        public Class<?> result() {
            return Object.class;
        }

        @Override
        public Object invoke(Object... arguments) {
            return Torch.call(key, arguments);
        }

        @Override
        public String text(List<Recipe> arguments) {
            String list = arguments.toString();
            return "Torch.call(\""
                    + key
                    + "\""
                    + (arguments.isEmpty() ? "" : ", ")
                    + list.substring(1, list.length() - 1)
                    + ")";
        }
    }
}
