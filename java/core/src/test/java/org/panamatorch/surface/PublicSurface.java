package org.panamatorch.surface;

import org.panamatorch.support.PublicClasses;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What can be called of each public class. */
final class PublicSurface {
    private PublicSurface() {}

    /** Whether the compiler makes public what a distribution has of its law, which is not. */
    private static boolean isOfLaw(Class<?> type, Method method) {
        return type.getSuperclass() != null
                && type.getSuperclass().getSimpleName().equals(type.getSimpleName() + "Law")
                && Arrays.stream(type.getDeclaredMethods())
                        .filter(each -> each.getName().equals(method.getName()))
                        .filter(
                                each ->
                                        Arrays.equals(
                                                each.getParameterTypes(),
                                                method.getParameterTypes()))
                        .allMatch(Method::isBridge);
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
                    method.getDeclaringClass() != type
                            && PublicClasses.isPublic(method.getDeclaringClass());
            boolean isOurOwn = !method.isBridge() || isOfLaw(type, method);
            if (isOurs && !isEnums && !isInherited && isOurOwn) {
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
