package org.panamatorch.internal.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The classes that are initialized when the library is loaded. A static initializer that fails, for
 * lack of stack or heap, is never run again, and whoever needs its class fails for ever; so they
 * run at once, where there is room. The build lists them.
 */
final class EarlyClasses {
    private static final String LIST = "early-classes.txt";

    // Those whose initializers call functions of the library, or need others that do.
    private static final Set<String> NEED_LIBRARY =
            Set.of(
                    "org.panamatorch.internal.call.Critical",
                    "org.panamatorch.internal.call.Results",
                    "org.panamatorch.internal.memory.LentObjects",
                    "org.panamatorch.internal.memory.MemoryPressure$Shared",
                    "org.panamatorch.internal.memory.TensorFields");

    private EarlyClasses() {}

    /** Initializes those that do not need the library, which may be done while it is opened. */
    static void initializeWithoutLibrary(List<String> names) {
        ClassLoader loader = EarlyClasses.class.getClassLoader();
        for (String name : names) {
            if (!NEED_LIBRARY.contains(name)) {
                initialize(name, loader);
            }
        }
        linkSwitches();
        MethodHandles.arrayElementSetter(Object[].class);
    }

    /** Initializes the others, once it is open. */
    static void initializeWithLibrary() {
        ClassLoader loader = EarlyClasses.class.getClassLoader();
        for (String name : NEED_LIBRARY) {
            initialize(name, loader);
        }
    }

    private static void initialize(String name, ClassLoader loader) {
        try {
            FullStack.initialize(name, loader);
        } catch (NoClassDefFoundError e) {
            // Such as beside a jar that is started by itself: then files of safetensors do not
            // work.
            if (Requirements.hasJackson(loader)) {
                throw e;
            }
        }
    }

    static void linkSwitches() {
        kind(LIST);
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

    static List<String> names() {
        try (InputStream list = EarlyClasses.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("this build of the library lacks its " + LIST);
            }
            return List.of(new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
