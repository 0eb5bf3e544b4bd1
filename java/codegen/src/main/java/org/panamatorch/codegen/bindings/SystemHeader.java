package org.panamatorch.codegen.bindings;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headers of the C library that the project's own headers may include. */
enum SystemHeader {
    STDINT("stdint.h") {
        @Override
        void predefine(MacroTable macros) {
            for (int bits : new int[] {8, 16, 32, 64}) {
                String suffix = bits == 64 ? "LL" : "";
                long max = (1L << (bits - 1)) - 1;
                macros.predefine("INT" + bits + "_MAX", "(" + max + suffix + ")");
                macros.predefine("INT" + bits + "_MIN", "(-" + max + suffix + "-1)");
                macros.predefine(
                        "UINT" + bits + "_MAX",
                        switch (bits) {
                            case 64 -> "(18446744073709551615ULL)";
                            case 32 -> "(4294967295U)";
                            default -> "(" + ((1L << bits) - 1) + ")";
                        });
            }
            macros.predefine("SIZE_MAX", "(18446744073709551615ULL)");
        }
    },
    STDBOOL("stdbool.h") {
        @Override
        void predefine(MacroTable macros) {
            macros.predefine("true", "1");
            macros.predefine("false", "0");
        }
    },
    STDDEF("stddef.h") {
        @Override
        void predefine(MacroTable macros) {
            // NULL is left out: no pointer constant is read.
        }
    };

    private final String fileName;

    SystemHeader(String fileName) {
        this.fileName = fileName;
    }

    abstract void predefine(MacroTable macros);

    static Optional<SystemHeader> named(String fileName) {
        return Arrays.stream(values()).filter(header -> header.fileName.equals(fileName)).findAny();
    }

    static String choices() {
        return Arrays.stream(values())
                .map(SystemHeader::toString)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "<" + fileName + ">";
    }
}
