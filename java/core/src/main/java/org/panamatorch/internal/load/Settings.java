package org.panamatorch.internal.load;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.function.UnaryOperator;

/**
 * The surroundings of the search for native libraries.
 *
 * @param property reads a system property
 * @param variable reads a variable of the environment
 * @param classes the jar or folder that these classes come from; null where there is none
 * @param resources has the natives jars
 */
record Settings(
        UnaryOperator<String> property,
        UnaryOperator<String> variable,
        Path classes,
        ClassLoader resources) {

    static Settings current() {
        return new Settings(
                System::getProperty,
                System::getenv,
                classesOf(NativeLibrary.class),
                NativeLibrary.class.getClassLoader());
    }

    /** A property's value; null where it is not set or empty. */
    String property(String name) {
        return notEmpty(property.apply(name));
    }

    /** A variable's value; null where it is not set or empty. */
    String variable(String name) {
        return notEmpty(variable.apply(name));
    }

    private static String notEmpty(String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static Path classesOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            // In an image, or in a jar within a jar.
            return null;
        }
    }
}
