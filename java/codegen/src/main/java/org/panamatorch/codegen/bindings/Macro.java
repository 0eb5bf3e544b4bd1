package org.panamatorch.codegen.bindings;

import java.util.List;

/** A {@code #define} without parameters. */
record Macro(String name, List<Token> body, SourcePosition position) {

    /** Whether the value is one number that {@link Integer#decode} reads, as jextract asks. */
    boolean isLiteral() {
        if (body.size() != 1 || body.getFirst().kind() != Token.Kind.NUMBER) {
            return false;
        }
        try {
            Integer.decode(body.getFirst().text());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
