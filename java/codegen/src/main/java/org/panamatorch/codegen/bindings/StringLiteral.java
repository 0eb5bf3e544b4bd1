package org.panamatorch.codegen.bindings;

import java.util.Locale;

/** Texts as literals. */
final class StringLiteral {

    private StringLiteral() {}

    /** The literal in Java source for a text. */
    static String java(String text) {
        StringBuilder java = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> java.append("\\n");
                case '\t' -> java.append("\\t");
                case '\r' -> java.append("\\r");
                case '\b' -> java.append("\\b");
                case '\f' -> java.append("\\f");
                case '"', '\\' -> java.append('\\').append(c);
                default -> {
                    if (c >= ' ' && c <= '~') {
                        java.append(c);
                    } else {
                        java.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        return java.append('"').toString();
    }
}
