package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;

/** Reads the declarations of the preprocessed text. */
final class DeclarationParser {

    private static final String ANY_DECLARATION = "a function, typedef, struct or enum declaration";

    private final TokenCursor cursor;
    private final Scope scope;
    private final TypeParser types;
    private final List<CDeclaration> declarations = new ArrayList<>();

    private DeclarationParser(List<Token> tokens, Scope scope) {
        this.cursor = new TokenCursor(tokens);
        this.scope = scope;
        this.types = new TypeParser(cursor, scope);
    }

    static List<CDeclaration> parse(List<Token> tokens, Scope scope) {
        DeclarationParser parser = new DeclarationParser(tokens, scope);
        while (!parser.cursor.atEnd()) {
            parser.declaration();
        }
        return parser.declarations;
    }

    private void declaration() {
        types.skipAttributes();
        Token first = cursor.peek();
        switch (first.text()) {
            case ";" -> cursor.next();
            case "_Static_assert" -> staticAssertion();
            case "typedef" -> typedef();
            case "extern" -> external();
            case "static", "inline" ->
                    throw cursor.unexpected("a declaration with external linkage");
            case "union" -> throw cursor.unexpected("a struct, as unions are not bound");
            default -> {
                if (!first.isIdentifier()) {
                    throw cursor.unexpected(ANY_DECLARATION);
                }
                if (!tagDeclaration()) {
                    function();
                }
            }
        }
    }

    private void external() {
        cursor.next();
        if (cursor.peek().kind() == Token.Kind.STRING) {
            throw cursor.unexpected("linkage blocks inside #ifdef __cplusplus");
        }
        function();
    }

    private void staticAssertion() {
        cursor.next();
        cursor.skipParentheses();
        cursor.expect(";");
    }

    /** Reads {@code struct T;}, {@code struct T {..};} and {@code enum T {..};}. */
    private boolean tagDeclaration() {
        boolean body = cursor.peek(1).is("{") || cursor.peek(2).is("{");
        boolean forward = cursor.peek().is("struct") && cursor.peek(2).is(";");
        if (forward) {
            cursor.next();
            cursor.expectIdentifier("a struct tag");
        } else if (cursor.peek().is("struct") && body) {
            structBody();
        } else if (cursor.peek().is("enum") && body) {
            enumBody();
        } else {
            return false;
        }
        if (!cursor.peek().is(";")) {
            throw cursor.unexpected("';' (variables are not bound)");
        }
        cursor.next();
        return true;
    }

    private void function() {
        CType result = types.pointers(types.specifiers());
        types.skipAttributes();
        Token name = cursor.expectIdentifier("a function name");
        if (!cursor.peek().is("(")) {
            throw cursor.unexpected("'(' (variables are not bound)");
        }
        List<CType.Parameter> parameters = types.parameters();
        types.checkPassable(name, result, "result");
        types.skipAttributes();
        cursor.expect(";");
        for (CType.Parameter parameter : parameters) {
            if (parameter.name().equals(name.text())) {
                throw new HeaderException(
                        name.position(), "a parameter named as its function", "another name");
            }
        }
        CDeclaration.Function function =
                new CDeclaration.Function(name.text(), new CType.Function(result, parameters));
        if (scope.addFunction(function.name())) {
            declarations.add(function);
        }
    }

    private void typedef() {
        cursor.next();
        types.skipAttributes();
        boolean body = cursor.peek(1).is("{") || cursor.peek(2).is("{");
        if (cursor.peek().is("struct") && body) {
            typedefOfStructBody();
        } else if (cursor.peek().is("enum") && body) {
            String tag = enumBody();
            alias(cursor.expectIdentifier("a name"), new CType.Enumeration(tag));
            cursor.expect(";");
        } else if (cursor.peek().is("union")) {
            throw cursor.unexpected("a struct, as unions are not bound");
        } else {
            typedefOfType();
        }
    }

    private void typedefOfStructBody() {
        String tag = structBody();
        alias(cursor.expectIdentifier("a name"), new CType.Struct(tag));
        cursor.expect(";");
    }

    private void typedefOfType() {
        CType base = types.specifiers();
        CType type = types.pointers(base);
        if (cursor.peek().is("(")) {
            callback(type);
            return;
        }
        Token name = cursor.expectIdentifier("a name");
        if (cursor.peek().is("(") || cursor.peek().is("[")) {
            throw cursor.unexpected("';', or a callback as 'typedef void (*name)(...)'");
        }
        types.skipAttributes();
        if (type.isVoid()) {
            throw new HeaderException(name.position(), "a name for void", "another type");
        }
        alias(name, type);
        cursor.expect(";");
    }

    private void callback(CType result) {
        cursor.next();
        cursor.expect("*");
        Token name = cursor.expectIdentifier("the name of the callback");
        cursor.expect(")");
        List<CType.Parameter> parameters = types.parameters();
        types.checkPassable(name, result, "result");
        CType.Function function = new CType.Function(result, parameters);
        alias(name, new CType.Pointer(function, false));
        cursor.expect(";");
    }

    private void alias(Token name, CType type) {
        boolean ownTag =
                switch (type) {
                    case CType.Struct struct -> struct.name().equals(name.text());
                    case CType.Enumeration enumeration -> enumeration.tag().equals(name.text());
                    default -> false;
                };
        boolean isNew = scope.add(new CType.Alias(name.text(), type));
        if (isNew && !ownTag) {
            boolean isClass = type.bare() instanceof CType.Struct || isFunctionPointer(type);
            if (isClass) {
                scope.addClass(name.position(), name.text());
            }
            declarations.add(new CDeclaration.Typedef(name.text(), type));
        }
    }

    private static boolean isFunctionPointer(CType type) {
        return type.bare() instanceof CType.Pointer pointer
                && pointer.target() instanceof CType.Function;
    }

    /** Reads an enum with its body and gives its tag, which may be empty. */
    private String enumBody() {
        cursor.expect("enum");
        String tag = cursor.peek().is("{") ? "" : cursor.expectIdentifier("an enum tag").text();
        cursor.expect("{");
        while (!cursor.peek().is("}")) {
            Token name = cursor.expectIdentifier("an enum constant");
            if (cursor.accept("=")) {
                cursor.upTo(",", "}", ";");
            }
            scope.addEnumConstant(name.position(), name.text());
            declarations.add(new CDeclaration.EnumConstant(tag, name.text(), 0));
            if (!cursor.accept(",") && !cursor.peek().is("}")) {
                throw cursor.unexpected("',' or '}'");
            }
        }
        cursor.next();
        return tag;
    }

    /**
     * Reads a struct with its members and gives its tag.
     *
     * <p>Without a tag it is refused: jextract leaves it out when it is built with libclang 16 or
     * newer.
     */
    private String structBody() {
        cursor.expect("struct");
        Token tag = cursor.expectIdentifier("a struct tag");
        Token open = cursor.expect("{");
        List<CDeclaration.Field> fields = new ArrayList<>();
        while (!cursor.peek().is("}")) {
            CType base = types.specifiers();
            do {
                fields.add(field(base));
            } while (cursor.accept(","));
            cursor.expect(";");
        }
        cursor.next();
        if (cursor.peek().is("__attribute__")) {
            throw cursor.unexpected("a struct without attributes, laid out as C does by itself");
        }
        if (fields.isEmpty()) {
            throw new HeaderException(open.position(), "a struct without members", "a member");
        }
        CDeclaration.Struct struct = new CDeclaration.Struct(tag.text(), List.copyOf(fields));
        scope.add(tag.position(), struct);
        declarations.add(struct);
        return struct.name();
    }

    private CDeclaration.Field field(CType base) {
        if (cursor.peek().is("{")) {
            throw cursor.unexpected("a member; nested types need a declaration of their own");
        }
        TypeParser.Declarator declarator = types.declarator(base);
        if (declarator.name().isEmpty() || cursor.peek().is(":")) {
            throw cursor.unexpected("a named member that is no bit field");
        }
        if (isOpenArray(declarator.type())) {
            throw new HeaderException(
                    declarator.start().position(), "an array without a size", "a fixed size");
        }
        return new CDeclaration.Field(declarator.name(), declarator.type());
    }

    private static boolean isOpenArray(CType type) {
        return type.bare() instanceof CType.Array array
                && (array.count() < 0 || isOpenArray(array.element()));
    }
}
