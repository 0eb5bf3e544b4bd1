package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells the macros that are constants from those that are not, and finds their values. */
final class MacroEvaluator {

    /** A macro that begins with one of these is part of a declaration, no value. */
    private static final Set<String> DECLARATION_WORDS =
            Set.of(
                    "__attribute__",
                    "__declspec",
                    "__cdecl",
                    "__extension__",
                    "extern",
                    "static",
                    "inline",
                    "const",
                    "restrict",
                    "_Noreturn");

    private final PreprocessedHeader text;
    private final Scope scope;

    private MacroEvaluator(PreprocessedHeader text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    static List<MacroConstant> evaluate(PreprocessedHeader text, Scope scope) {
        MacroEvaluator evaluator = new MacroEvaluator(text, scope);
        List<MacroConstant> constants = new ArrayList<>();
        for (Macro macro : text.projectMacros()) {
            evaluator.evaluate(macro).ifPresent(constants::add);
        }
        return constants;
    }

    private Optional<MacroConstant> evaluate(Macro macro) {
        if (macro.functionLike() || macro.body().isEmpty()) {
            return Optional.empty();
        }
        List<Token> body = text.macros().expand(macro.body());
        if (body.isEmpty()
                || DECLARATION_WORDS.contains(body.getFirst().text())
                || (body.size() == 1 && scope.isFunction(body.getFirst().text()))) {
            return Optional.empty();
        }
        Object value = value(macro, body);
        return Optional.of(
                new MacroConstant(macro.name(), value, ConstantExpression.isLiteral(macro.body())));
    }

    private Object value(Macro macro, List<Token> body) {
        if (body.stream().allMatch(token -> token.kind() == Token.Kind.STRING)) {
            return StringLiteral.text(body);
        }
        Optional<Object> floating = floating(body);
        return floating.orElseGet(() -> integer(macro, body));
    }

    private Object integer(Macro macro, List<Token> body) {
        Token name = new Token(Token.Kind.IDENTIFIER, macro.name(), macro.position(), false, false);
        CInteger value = ConstantExpression.evaluate(name, body, scope);
        return switch (value.bits()) {
            case CInteger.BOOL -> value.isTrue();
            case 8 -> (byte) value.value();
            case 16 -> (short) value.value();
            case 32 -> (int) value.value();
            default -> value.value();
        };
    }

    /** A floating literal, with signs and parentheses around it at most. */
    private static Optional<Object> floating(List<Token> body) {
        int first = 0;
        int last = body.size() - 1;
        while (first < last && body.get(first).is("(") && body.get(last).is(")")) {
            first++;
            last--;
        }
        boolean negative = first < last && body.get(first).is("-");
        if (negative) {
            first++;
        }
        Token token = body.get(first);
        if (first != last || token.kind() != Token.Kind.NUMBER) {
            return Optional.empty();
        }
        String number = token.text().toLowerCase(Locale.ROOT);
        boolean hex = number.startsWith("0x");
        if (!number.contains(".") && !number.contains(hex ? "p" : "e")) {
            return Optional.empty();
        }
        return Optional.of(parse(token, (negative ? "-" : "") + number));
    }

    private static Object parse(Token token, String number) {
        try {
            if (!number.endsWith("d")) {
                return number.endsWith("f")
                        ? (Object) Float.valueOf(number)
                        : (Object) Double.valueOf(number);
            }
        } catch (NumberFormatException e) {
            // Reported below, where the place is known.
        }
        throw new HeaderException(token.position(), token.describe(), "a float or double literal");
    }
}
