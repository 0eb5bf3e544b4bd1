package org.panamatorch.codegen.bindings;

import java.lang.reflect.Modifier;
import java.util.Set;

import javax.lang.model.SourceVersion;

/** Java names for C names, by jextract's rules. */
final class JavaNames {

    private static final Set<String> RESTRICTED =
            Set.of("var", "yield", "record", "sealed", "permits");

    private static final Set<String> IMPORTED = Set.of("ByteOrder", "MethodHandle", "VarHandle");

    private JavaNames() {}

    /** The name itself, or with an underscore behind it where it means something in Java. */
    static String of(String name) {
        boolean taken =
                SourceVersion.isKeyword(name) || RESTRICTED.contains(name) || isJavaType(name);
        return taken ? name + "_" : name;
    }

    private static boolean isJavaType(String name) {
        if (name.isEmpty() || Character.isLowerCase(name.charAt(0))) {
            return false;
        }
        return IMPORTED.contains(name)
                || exists("java.lang." + name)
                || exists("java.lang.foreign." + name);
    }

    private static boolean exists(String className) {
        try {
            int modifiers = Class.forName(className, false, null).getModifiers();
            return Modifier.isPublic(modifiers);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
