package org.panamatorch.internal.memory;

import java.net.URL;
import java.util.Objects;

/** Tells this library's classes, and the JDK's, from those of programs. */
final class CallerFilter {
    private static final String PACKAGE = "org.panamatorch.";
    private static final String LOCATION = location(CallerFilter.class);

    private static final ClassValue<Boolean> OUTSIDE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return !isOfTheJdk(type) && !isOfTheLibrary(type);
                }
            };

    private CallerFilter() {}

    /** Whether the class is neither the library's nor the JDK's. */
    static boolean isOutside(Class<?> type) {
        return OUTSIDE.get(type);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    // The name alone would take the project's own tests and examples for the library, and the
    // place alone whatever was packed into one jar with it.
    private static boolean isOfTheLibrary(Class<?> type) {
        return type.getName().startsWith(PACKAGE) && Objects.equals(location(type), LOCATION);
    }

    /** The jar, image or folder that a class came from. */
    private static String location(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL url = type.getResource("/" + file);
        return url == null ? null : url.toString().replace(file, "");
    }
}
