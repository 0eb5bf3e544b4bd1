package org.panamatorch.codegen.bindings;

import java.util.List;
import java.util.Locale;

/** Reads C string and character literals. */
final class StringLiteral {

    private static final String SIMPLE = "n\nt\tr\rb\bf\f\\\\\"\"''??";

    private StringLiteral() {}

    /** The text of adjacent literals, which C joins. */
    static String text(List<Token> literals) {
        StringBuilder text = new StringBuilder();
        literals.forEach(literal -> text.append(decode(literal)));
        return text.toString();
    }

    static char character(Token literal) {
        String text = decode(literal);
        if (text.length() != 1 || text.charAt(0) > 0x7F) {
            throw new HeaderException(
                    literal.position(), literal.describe(), "one ASCII character");
        }
        return text.charAt(0);
    }

    private static String decode(Token literal) {
        String quoted = literal.text();
        StringBuilder text = new StringBuilder();
        int end = quoted.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                c = escaped(literal, quoted.charAt(++i));
            }
            text.append(c);
        }
        return text.toString();
    }

    private static char escaped(Token literal, char letter) {
        for (int i = 0; i < SIMPLE.length(); i += 2) {
            if (SIMPLE.charAt(i) == letter) {
                return SIMPLE.charAt(i + 1);
            }
        }
        throw new HeaderException(
                literal.position(),
                "escape '\\" + letter + "' in a literal",
                "one of \\n \\t \\r \\b \\f \\\\ \\\" \\' \\?");
    }

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
