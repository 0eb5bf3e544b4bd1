package org.panamatorch.codegen.bindings;

import java.util.List;

/** A {@code #define}. A function-like one is kept by name only, since nothing here expands it. */
record Macro(String name, boolean functionLike, List<Token> body, SourcePosition position) {

    boolean sameAs(Macro other) {
        return functionLike == other.functionLike && texts(body).equals(texts(other.body));
    }

    private static List<String> texts(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }
}
