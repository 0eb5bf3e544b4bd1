package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The macros known at one point of the text, and their expansion. */
final class MacroTable {

    private final Map<String, Macro> macros = new LinkedHashMap<>();

    Macro get(String name) {
        return macros.get(name);
    }

    void define(Macro macro) {
        Macro earlier = macros.putIfAbsent(macro.name(), macro);
        if (earlier != null && !earlier.sameAs(macro)) {
            throw new HeaderException(
                    macro.position(),
                    "another value for macro '" + macro.name() + "'",
                    "the one of " + earlier.position());
        }
    }

    void undefine(String name) {
        macros.remove(name);
    }

    /** Defines a macro that stands in no header of the project. */
    void predefine(String name, String body) {
        List<Token> tokens = new ArrayList<>(Lexer.tokens("<built in>", body));
        SourcePosition position = tokens.removeLast().position();
        macros.put(name, new Macro(name, false, List.copyOf(tokens), position));
    }

    /** Replaces object-like macros until none is left; tokens get the place of their use. */
    List<Token> expand(List<Token> tokens) {
        List<Token> expanded = new ArrayList<>();
        for (Token token : tokens) {
            expand(token, token.position(), new HashSet<>(), expanded);
        }
        return expanded;
    }

    private void expand(Token token, SourcePosition use, Set<String> open, List<Token> target) {
        Macro macro = token.isIdentifier() ? macros.get(token.text()) : null;
        if (macro == null || macro.functionLike() || !open.add(token.text())) {
            target.add(token.at(use));
            return;
        }
        for (Token inner : macro.body()) {
            expand(inner, use, open, target);
        }
        open.remove(token.text());
    }
}
