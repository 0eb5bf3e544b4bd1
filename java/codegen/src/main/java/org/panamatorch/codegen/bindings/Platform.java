package org.panamatorch.codegen.bindings;

import java.util.Locale;

/** The machine whose C compiler the headers are read for: jextract's output depends on it too. */
enum Platform {
    LINUX,
    MACOS,
    WINDOWS;

    static Platform host() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }
}
