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
        if (scope.add(name.position(), function)) {
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
            Token start = cursor.peek();
            String tag = enumBody();
            alias(start, cursor.expectIdentifier("a name"), new CType.Enumeration(tag));
            cursor.expect(";");
        } else if (cursor.peek().is("union")) {
            throw cursor.unexpected("a struct, as unions are not bound");
        } else {
            typedefOfType();
        }
    }

    private void typedefOfStructBody() {
        Token keyword = cursor.peek();
        String tag = structBody();
        alias(keyword, cursor.expectIdentifier("a name"), new CType.Struct(tag));
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
        alias(name, name, type);
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
        alias(name, name, new CType.Pointer(function, false));
        cursor.expect(";");
    }

    private void alias(Token place, Token name, CType type) {
        boolean ownTag =
                switch (type) {
                    case CType.Struct struct -> struct.name().equals(name.text());
                    case CType.Enumeration enumeration -> enumeration.tag().equals(name.text());
                    default -> false;
                };
        boolean isNew = scope.add(place.position(), new CType.Alias(name.text(), type));
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
        Token open = cursor.expect("{");
        if (!tag.isEmpty() && !scope.addEnumTag(tag)) {
            throw new HeaderException(open.position(), "another enum " + tag, "another tag");
        }
        CInteger value = CInteger.ofInt(0);
        while (!cursor.peek().is("}")) {
            Token name = cursor.expectIdentifier("an enum constant");
            if (cursor.accept("=")) {
                value = ConstantExpression.evaluate(name, cursor.upTo(",", "}", ";"), scope);
            }
            if (!value.fitsInt()) {
                throw new HeaderException(
                        name.position(), "enum constant " + value.value(), "a value of type int");
            }
            CDeclaration.EnumConstant constant =
                    new CDeclaration.EnumConstant(tag, name.text(), (int) value.value());
            scope.add(name.position(), constant);
            declarations.add(constant);
            value = new CInteger(value.value() + 1, 64, false);
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
        checkMember(declarator.start(), declarator.type());
        return new CDeclaration.Field(declarator.name(), declarator.type());
    }

    private void checkMember(Token place, CType type) {
        switch (type.bare()) {
            case CType.Array array -> {
                if (array.count() < 0) {
                    throw new HeaderException(
                            place.position(), "an array without a size", "a fixed size");
                }
                checkMember(place, array.element());
            }
            case CType.Struct struct -> {
                if (!scope.structs().containsKey(struct.name())) {
                    throw new HeaderException(
                            place.position(),
                            "member of incomplete struct " + struct.name(),
                            "its members before, or a pointer");
                }
            }
            default -> {
                if (type.isVoid()) {
                    throw new HeaderException(place.position(), "a void member", "a type");
                }
            }
        }
    }
}
