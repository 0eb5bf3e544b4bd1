package org.panamatorch.internal.dispatch;

import org.panamatorch.internal.dispatch.ValueType.Base;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads schemas as LibTorch writes them: {@code aten::sum.dim(Tensor self, int[1]? dim, *,
 * ScalarType? dtype=None) -> Tensor}.
 */
final class SchemaParser {
    private final String text;
    private int position;

    private SchemaParser(String text) {
        this.text = text;
    }

    static OperatorSchema parse(String text) {
        return new SchemaParser(text).schema();
    }

    private OperatorSchema schema() {
        String qualified = until("(");
        int dot = qualified.indexOf('.', qualified.indexOf("::") + 2);
        String name = dot < 0 ? qualified : qualified.substring(0, dot);
        String overload = dot < 0 ? "" : qualified.substring(dot + 1);
        expect("(");
        List<SchemaArgument> arguments = arguments();
        expect(" -> ");
        return new OperatorSchema(text, name, overload, arguments, results());
    }

    private List<SchemaArgument> arguments() {
        List<SchemaArgument> arguments = new ArrayList<>();
        boolean keywordOnly = false;
        while (!accept(")")) {
            if (accept("*")) {
                keywordOnly = true;
            } else if (!accept("...")) {
                ValueType type = type();
                expect(" ");
                String name = until("=,)");
                arguments.add(
                        new SchemaArgument(
                                name, type, accept("=") ? defaultText() : null, keywordOnly));
            }
            accept(", ");
        }
        return List.copyOf(arguments);
    }

    private List<ValueType> results() {
        if (!accept("(")) {
            return List.of(type());
        }
        List<ValueType> results = new ArrayList<>();
        while (!accept(")")) {
            if (!accept("...")) {
                results.add(type());
                until(",)");
            }
            accept(", ");
        }
        return List.copyOf(results);
    }

    private ValueType type() {
        int start = position;
        if (accept("(")) {
            return union(start);
        }
        String base = until(" ([?,)=");
        if (peek('(') && !base.equals("Tensor")) {
            parentheses();
            return suffixed(
                    new ValueType(text.substring(start, position), Base.OBJECT, false, null, 0));
        }
        return suffixed(new ValueType(base, Base.named(base), false, null, 0));
    }

    /** A tuple as a type of its own. */
    private ValueType union(int start) {
        position = start;
        parentheses();
        return suffixed(new ValueType(text.substring(start, position), Base.ANY, false, null, 0));
    }

    private ValueType suffixed(ValueType plain) {
        ValueType type = plain;
        while (true) {
            if (peek('(')) {
                parentheses();
            } else if (accept("[")) {
                String length = until("]");
                expect("]");
                type =
                        new ValueType(
                                type.text() + "[" + length + "]",
                                Base.LIST,
                                false,
                                type,
                                length.isEmpty() ? 0 : Integer.parseInt(length));
            } else if (accept("?")) {
                type =
                        new ValueType(
                                type.text() + "?",
                                type.base(),
                                true,
                                type.element(),
                                type.length());
            } else {
                return type;
            }
        }
    }

    /** Passes over an alias set or the parameters of a type. */
    private void parentheses() {
        int depth = 0;
        do {
            char character = text.charAt(position++);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
        } while (depth > 0);
    }

    private String defaultText() {
        int start = position;
        int depth = 0;
        boolean quoted = false;
        for (; ; position++) {
            char character = text.charAt(position);
            if (quoted && character == '\\') {
                position++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                if (depth == 0 && (character == ',' || character == ')')) {
                    return text.substring(start, position);
                }
                depth +=
                        character == '[' || character == '('
                                ? 1
                                : character == ']' || character == ')' ? -1 : 0;
            }
        }
    }

    private boolean peek(char character) {
        return position < text.length() && text.charAt(position) == character;
    }

    private boolean accept(String token) {
        if (!text.startsWith(token, position)) {
            return false;
        }
        position += token.length();
        return true;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException(
                    "no '" + token + "' at " + position + " of the schema " + text);
        }
    }

    private String until(String ends) {
        int start = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }
}
