package org.panamatorch.surface;

import org.panamatorch.Tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The public classes of the exported packages, and what can be called of each. */
final class PublicSurface {
    // Not org.panamatorch.junit, which JUnit calls.
    private static final List<String> PACKAGES =
            List.of(
                    "org.panamatorch",
                    "org.panamatorch.nn",
                    "org.panamatorch.nn.hook",
                    "org.panamatorch.nn.utils",
                    "org.panamatorch.optim",
                    "org.panamatorch.option",
                    "org.panamatorch.result");

    private PublicSurface() {}

    /** The public classes, nested ones too, by name. */
    static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        PACKAGES.forEach(exported -> classes.addAll(classes(exported)));
        return classes;
    }

    private static List<Class<?>> classes(String exported) {
        List<Class<?>> classes = new ArrayList<>();
        try {
            Path root =
                    Path.of(
                            Tensor.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (Stream<Path> files = Files.list(root.resolve(exported.replace('.', '/')))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                        .<Class<?>>map(name -> load(exported + "." + name.replace(".class", "")))
                        .filter(PublicSurface::isPublic)
                        .sorted(Comparator.comparing(Class::getName))
                        .forEach(classes::add);
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicSurface.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /**
     * The public constructors and methods of a class, in an order of their own. What the JDK
     * declares or the compiler makes is not ours.
     */
    static List<Executable> callable(Class<?> type) {
        List<Executable> found = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            found.addAll(List.of(type.getConstructors()));
        }
        for (Method method : type.getMethods()) {
            boolean isOurs = method.getDeclaringClass().getName().startsWith("org.panamatorch");
            boolean isEnums = type.isEnum() && Modifier.isStatic(method.getModifiers());
            // One that a class inherits is called there, for tensors and modules are many classes.
            boolean isInherited =
                    method.getDeclaringClass() != type && isPublic(method.getDeclaringClass());
            if (isOurs && !isEnums && !isInherited && !method.isBridge()) {
                found.add(method);
            }
        }
        found.sort(Comparator.comparing(PublicSurface::signature));
        found.forEach(executable -> executable.setAccessible(true));
        return found;
    }

    /** A text such as {@code add(Tensor, Number)}. */
    static String signature(Executable executable) {
        String name = executable instanceof Constructor<?> ? "new" : executable.getName();
        return name
                + "("
                + String.join(
                        ", ",
                        Arrays.stream(executable.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList())
                + ")";
    }
}
