package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders what other code can see of the compiled classes of a package, one sorted line for each
 * class and member.
 *
 * <p>Two bindings whose lines are equal cannot be told apart by the code above them. Inherited
 * members count as those of the class that inherits them, so that it does not matter which hidden
 * class holds a method.
 */
public final class BindingShape {

    private final SortedSet<String> lines = new TreeSet<>();

    private BindingShape() {}

    /**
     * Renders the public classes of one package in a folder of class files. No class is
     * initialized.
     *
     * @param classes the root folder
     * @param packageName the package
     * @return the lines, sorted
     * @throws IOException if the folder cannot be read
     */
    public static List<String> of(Path classes, String packageName) throws IOException {
        URL[] root = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(root, null)) {
            BindingShape shape = new BindingShape();
            for (String name : classNames(classes, packageName)) {
                shape.add(load(loader, name));
            }
            return List.copyOf(shape.lines);
        }
    }

    /**
     * Prints the lines.
     *
     * @param arguments the root folder and the package
     * @throws IOException if the folder cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: BindingShape CLASSES_DIR PACKAGE");
            System.exit(2);
        }
        of(Path.of(arguments[0]), arguments[1]).forEach(System.out::println);
    }

    private static List<String> classNames(Path classes, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> packageName + "." + file.substring(0, file.length() - 6))
                    .toList();
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("class file without its class: " + name, e);
        }
    }

    private void add(Class<?> type) {
        if (!isVisible(type)) {
            return;
        }
        String name = type.getName();
        String kind = type.isInterface() ? " interface " : " class ";
        lines.add(
                Modifier.toString(type.getModifiers() & ~Modifier.INTERFACE)
                        + kind
                        + name
                        + ancestors(type));
        for (Constructor<?> constructor : type.getConstructors()) {
            lines.add(name + "." + signature("<init>", constructor.getParameterTypes()));
        }
        for (Field field : type.getFields()) {
            lines.add(
                    name
                            + "."
                            + field.getName()
                            + " : "
                            + Modifier.toString(field.getModifiers())
                            + " "
                            + field.getGenericType().getTypeName());
        }
        for (Method method : type.getMethods()) {
            if (method.getDeclaringClass() != Object.class) {
                lines.add(name + "." + describe(method));
            }
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (enclosing == null || isVisible(enclosing));
    }

    /** The classes that it can stand for, by assignment from code outside of the package. */
    private static String ancestors(Class<?> type) {
        SortedSet<String> visible = new TreeSet<>();
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (isVisible(c)) {
                visible.add(c.getName());
            }
        }
        for (Class<?> c : type.getInterfaces()) {
            visible.add(c.getName());
        }
        return visible.isEmpty() ? "" : " : " + String.join(", ", visible);
    }

    private static String describe(Method method) {
        return signature(method.getName(), method.getGenericParameterTypes())
                + " : "
                + Modifier.toString(method.getModifiers())
                + " "
                + method.getGenericReturnType().getTypeName()
                + Arrays.stream(method.getExceptionTypes())
                        .map(type -> " throws " + type.getName())
                        .collect(Collectors.joining());
    }

    private static String signature(String name, Type[] parameters) {
        return Arrays.stream(parameters)
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
