package org.panamatorch.codegen.bindings;

import java.util.Locale;

/** The machine whose C compiler the headers are read for: jextract's output depends on it too. */
enum Platform {
    LINUX("__linux__", "__unix__"),
    MACOS("__APPLE__", "__MACH__"),
    WINDOWS("_WIN32", "_WIN64");

    private final String[] macros;

    Platform(String... macros) {
        this.macros = macros;
    }

    static Platform host() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    /** Defines what the clang inside jextract would, as far as headers ask for it. */
    void predefine(MacroTable table) {
        table.predefine("__STDC__", "1");
        table.predefine("__STDC_VERSION__", "201710L");
        table.predefine("__clang__", "1");
        table.predefine("__GNUC__", "4");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        table.predefine(arm ? "__aarch64__" : "__x86_64__", "1");
        for (String macro : macros) {
            table.predefine(macro, "1");
        }
    }
}
