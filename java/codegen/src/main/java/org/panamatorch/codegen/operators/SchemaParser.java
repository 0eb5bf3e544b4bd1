package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses one schema string:
 *
 * <pre>
 * max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 * unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]
 * </pre>
 */
final class SchemaParser {
    private final String text;
    private int position;

    private SchemaParser(String text) {
        this.text = text;
    }

    static Schema parse(String text) {
        return new SchemaParser(text).schema();
    }

    private Schema schema() {
        String name = until(".(");
        String overload = accept(".") ? until("(") : "";
        expect("(");
        List<Schema.Argument> arguments = arguments();
        expect(")");
        expect(" -> ");
        List<Schema.Result> results = results();
        if (position != text.length()) {
            throw error("the end");
        }
        return new Schema(name, overload, arguments, results, text);
    }

    private List<Schema.Argument> arguments() {
        List<Schema.Argument> arguments = new ArrayList<>();
        boolean keywordOnly = false;
        while (!at(")")) {
            if (accept("*")) {
                keywordOnly = true;
            } else {
                arguments.add(argument(keywordOnly));
            }
            accept(", ");
        }
        return List.copyOf(arguments);
    }

    private Schema.Argument argument(boolean keywordOnly) {
        AliasedType type = type();
        expect(" ");
        String name = until("=,)");
        String defaultValue = accept("=") ? value() : null;
        return new Schema.Argument(name, type.type(), type.alias(), defaultValue, keywordOnly);
    }

    private List<Schema.Result> results() {
        if (!accept("(")) {
            return List.of(result());
        }
        List<Schema.Result> results = new ArrayList<>();
        while (!accept(")")) {
            results.add(result());
            accept(", ");
        }
        return List.copyOf(results);
    }

    private Schema.Result result() {
        AliasedType type = type();
        String name = accept(" ") ? until(",)") : null;
        return new Schema.Result(name, type.type(), type.alias());
    }

    private record AliasedType(SchemaType type, String alias) {}

    private AliasedType type() {
        SchemaType type = SchemaType.of(SchemaType.Base.of(until("([? ,)")));
        String alias = "";
        while (true) {
            if (accept("(")) {
                alias = until(")");
                expect(")");
            } else if (accept("[")) {
                String size = until("]");
                expect("]");
                type = type.asListOf(size.isEmpty() ? SchemaType.UNSIZED : Integer.parseInt(size));
            } else if (accept("?")) {
                type = type.asOptional();
            } else {
                return new AliasedType(type, alias);
            }
        }
    }

    /** A default value: quotes and brackets may hold the characters that end one elsewhere. */
    private String value() {
        int start = position;
        char quote = 0;
        int depth = 0;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (quote != 0) {
                if (c == '\\') {
                    position++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                break;
            }
        }
        return text.substring(start, position);
    }

    private boolean at(String token) {
        return text.startsWith(token, position);
    }

    private boolean accept(String token) {
        if (!at(token)) {
            return false;
        }
        position += token.length();
        return true;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw error("'" + token + "'");
        }
    }

    private String until(String ends) {
        int start = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException(
                expected + " expected at position " + position + " of schema " + text);
    }
}
