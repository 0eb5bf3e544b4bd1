package org.panamatorch.codegen.bindings;

/** One token of C. */
record Token(Kind kind, String text, SourcePosition position) {

    enum Kind {
        IDENTIFIER,
        NUMBER,
        STRING,
        /** A punctuator, or a character that is no part of C. */
        PUNCTUATOR,
        END
    }

    boolean is(String other) {
        return (kind == Kind.IDENTIFIER || kind == Kind.PUNCTUATOR) && text.equals(other);
    }

    boolean isIdentifier() {
        return kind == Kind.IDENTIFIER;
    }

    String describe() {
        return kind == Kind.END ? "end of file" : "'" + text + "'";
    }
}
