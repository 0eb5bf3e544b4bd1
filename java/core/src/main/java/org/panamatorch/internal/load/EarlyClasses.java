package org.panamatorch.internal.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The classes that are initialized when the library is loaded. A static initializer that fails, for
 * lack of stack or heap, is never run again, and whoever needs its class fails for ever; so they
 * run at once, where there is room. The build lists them.
 */
final class EarlyClasses {
    private static final String LIST = "early-classes.txt";

    private EarlyClasses() {}

    static void initialize() {
        ClassLoader loader = EarlyClasses.class.getClassLoader();
        for (String name : names()) {
            FullStack.initialize(name, loader);
        }
        kind(LIST);
        MethodHandles.arrayElementSetter(Object[].class);
    }

    /**
     * The JDK's classes behind its first switch over types have static initializers, too. Those
     * that put the switch's labels into an array are used for some numbers of labels only.
     */
    private static int kind(Object value) {
        return switch (value) {
            case Integer _ -> 0;
            case String _ -> 1;
            default -> 2;
        };
    }

    /** Loads them and initializes none, which may be done on any thread. */
    static void load() {
        ClassLoader loader = EarlyClasses.class.getClassLoader();
        for (String name : names()) {
            try {
                Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                throw new NoClassDefFoundError(e.getMessage());
            }
        }
    }

    static List<String> names() {
        try (InputStream list = EarlyClasses.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("this build of the library lacks its " + LIST);
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
