package org.panamatorch.codegen.bindings;

import java.util.List;

/** A place in the text that moves forward. */
final class TokenCursor {

    private final List<Token> tokens;
    private int next;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    Token next() {
        Token token = peek();
        if (!atEnd()) {
            next++;
        }
        return token;
    }

    boolean accept(String text) {
        boolean found = peek().is(text);
        if (found) {
            next++;
        }
        return found;
    }

    Token expect(String text) {
        if (!peek().is(text)) {
            throw unexpected("'" + text + "'");
        }
        return next();
    }

    Token expectIdentifier(String role) {
        if (!peek().isIdentifier()) {
            throw unexpected(role);
        }
        return next();
    }

    HeaderException unexpected(String expected) {
        return new HeaderException(peek().position(), peek().describe(), expected);
    }

    /** Skips from an opening parenthesis to the one that closes it. */
    void skipParentheses() {
        expect("(");
        for (int depth = 1; depth > 0; ) {
            if (atEnd()) {
                throw unexpected("')'");
            }
            Token token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
    }

    /** The tokens up to one of the texts, parentheses kept whole; stops before it. */
    List<Token> upTo(String... ends) {
        int start = next;
        int depth = 0;
        while (!atEnd()) {
            Token token = peek();
            if (depth == 0 && isOneOf(token, ends)) {
                break;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            next++;
        }
        return tokens.subList(start, next);
    }

    private static boolean isOneOf(Token token, String... texts) {
        for (String text : texts) {
            if (token.is(text)) {
                return true;
            }
        }
        return false;
    }
}
