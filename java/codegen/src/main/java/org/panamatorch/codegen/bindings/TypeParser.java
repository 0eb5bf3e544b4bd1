package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;

/** Reads types: the words before a name, the stars and brackets around it, and parameters. */
final class TypeParser {

    /** A declared name, empty where there is none. */
    record Declarator(Token start, String name, CType type) {}

    private static final String ANY_TYPE =
            "a type: void, bool, char, short, int, long long, float, double, a sized integer,"
                    + " size_t, struct, enum or a typedef name";

    private final TokenCursor cursor;
    private final Scope scope;

    TypeParser(TokenCursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    /** Skips attributes, which say nothing about the type of a call. */
    void skipAttributes() {
        while (cursor.peek().is("__attribute__") || cursor.peek().is("__declspec")) {
            cursor.next();
            cursor.skipParentheses();
        }
    }

    /** Reads the type words before a declarator. */
    CType specifiers() {
        Token start = cursor.peek();
        boolean isConst = false;
        List<String> words = new ArrayList<>();
        CType base = null;
        while (cursor.peek().isIdentifier()) {
            skipAttributes();
            Token token = cursor.peek();
            if (cursor.accept("const")) {
                isConst = true;
            } else if (ScalarTypes.isWord(token.text()) && base == null) {
                words.add(cursor.next().text());
            } else if (base == null && words.isEmpty()) {
                base = named(token);
            } else {
                break;
            }
        }
        CType type = base != null ? base : ofWords(start, words);
        return isConst ? new CType.Const(type) : type;
    }

    private CType ofWords(Token start, List<String> words) {
        if (words.isEmpty()) {
            throw cursor.unexpected(ANY_TYPE);
        }
        String text = String.join(" ", words);
        return ScalarTypes.ofWords(words)
                .orElseThrow(
                        () ->
                                new HeaderException(
                                        start.position(),
                                        "type '" + text + "'",
                                        words.contains("long") && !words.contains("double")
                                                ? "int64_t or long long, as long is not the same"
                                                        + " size on all systems"
                                                : ANY_TYPE));
    }

    private CType named(Token token) {
        if (cursor.accept("struct")) {
            return new CType.Struct(cursor.expectIdentifier("a struct tag").text());
        }
        if (cursor.accept("enum")) {
            return new CType.Enumeration(cursor.expectIdentifier("an enum tag").text());
        }
        CType.Alias alias = scope.alias(token.text());
        CType type = alias != null ? alias : ScalarTypes.named(token.text()).orElse(null);
        if (type == null) {
            throw cursor.unexpected(ANY_TYPE);
        }
        cursor.next();
        return type;
    }

    /** Reads stars, a name if there is one, and brackets. */
    Declarator declarator(CType base) {
        Token start = cursor.peek();
        CType type = pointers(base);
        if (cursor.peek().is("(") && cursor.peek(1).is("*")) {
            throw cursor.unexpected("a name; for a function pointer, a callback typedef");
        }
        String name = "";
        if (cursor.peek().isIdentifier() && !cursor.peek().is("__attribute__")) {
            start = cursor.peek();
            name = cursor.next().text();
        }
        skipAttributes();
        return new Declarator(start, name, arrays(type));
    }

    CType pointers(CType base) {
        CType type = base;
        while (cursor.accept("*")) {
            boolean isConst = false;
            while (cursor.peek().is("const") || cursor.peek().is("restrict")) {
                isConst |= cursor.next().is("const");
            }
            type = new CType.Pointer(type, isConst);
        }
        return type;
    }

    private CType arrays(CType element) {
        if (!cursor.accept("[")) {
            return element;
        }
        long count = -1;
        if (!cursor.peek().is("]")) {
            Token size = cursor.next();
            count = size.kind() == Token.Kind.NUMBER ? size(size) : 0;
            if (count <= 0) {
                throw new HeaderException(
                        size.position(), "array size " + size.text(), "a number above zero");
            }
        }
        cursor.expect("]");
        return new CType.Array(arrays(element), count);
    }

    private static long size(Token number) {
        try {
            return Long.decode(number.text());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Reads a parameter list with its parentheses. */
    List<CType.Parameter> parameters() {
        Token open = cursor.expect("(");
        if (cursor.peek().is(")")) {
            throw new HeaderException(open.position(), "'()'", "(void), or parameters");
        }
        List<CType.Parameter> parameters = new ArrayList<>();
        if (cursor.peek().is("void") && cursor.peek(1).is(")")) {
            cursor.next();
            cursor.next();
            return parameters;
        }
        do {
            parameters.add(parameter());
        } while (cursor.accept(","));
        cursor.expect(")");
        return List.copyOf(parameters);
    }

    private CType.Parameter parameter() {
        if (cursor.peek().is("...")) {
            throw cursor.unexpected("a parameter, as variadic functions are not bound");
        }
        Declarator declarator = declarator(specifiers());
        checkPassable(declarator.start(), declarator.type(), "parameter");
        return new CType.Parameter(declarator.name(), declarator.type());
    }

    /** Refuses what C can pass and return in a call, and the bindings cannot. */
    void checkPassable(Token place, CType type, String role) {
        if (type.isVoid() && !role.equals("result")) {
            throw new HeaderException(place.position(), "a void " + role, "a type or void*");
        }
        if (type.bare() instanceof CType.Struct struct) {
            throw new HeaderException(
                    place.position(),
                    "struct " + struct.name() + " by value as " + role,
                    "a pointer to it");
        }
    }
}
