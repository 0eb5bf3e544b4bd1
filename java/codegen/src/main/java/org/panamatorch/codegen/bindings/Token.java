package org.panamatorch.codegen.bindings;

/**
 * One token of C.
 *
 * @param startsLine whether it is the first of its line, which makes a {@code #} a directive
 * @param spaced whether white space comes before it, which tells {@code #define F (x)} from {@code
 *     #define F(x)}
 */
record Token(Kind kind, String text, SourcePosition position, boolean startsLine, boolean spaced) {

    enum Kind {
        IDENTIFIER,
        NUMBER,
        STRING,
        CHARACTER,
        PUNCTUATOR,
        /** Text that is no token, such as a lone quote: an error only where it is used. */
        STRAY,
        END
    }

    boolean is(String other) {
        return (kind == Kind.IDENTIFIER || kind == Kind.PUNCTUATOR) && text.equals(other);
    }

    boolean isIdentifier() {
        return kind == Kind.IDENTIFIER;
    }

    Token at(SourcePosition place) {
        return new Token(kind, text, place, startsLine, spaced);
    }

    String describe() {
        return kind == Kind.END ? "end of file" : "'" + text + "'";
    }
}
