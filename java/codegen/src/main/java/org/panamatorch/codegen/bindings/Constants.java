package org.panamatorch.codegen.bindings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the values of macros and enum constants: a C program prints them, each with its type, which
 * decides the Java type: {@code 5}, {@code 5LL} and {@code (uint8_t) 5} are different constants.
 */
final class Constants {

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

    private static final String PROGRAM =
            """
            #include <stdio.h>
            #include "%s"
            static void whole(const char *type, long long value) { printf("%%s%%lld\\n", type, value); }
            static void real(const char *type, double value) { printf("%%s%%a\\n", type, value); }
            static void text(const char *type, const char *value) {
              printf("%%s", type);
              while (*value) printf("%%02x", (unsigned char)*value++);
              putchar('\\n');
            }
            #define LONG (sizeof(long) == 8 ? "J" : "I")
            #define TYPE(value) _Generic((value), _Bool: "Z", char: "B", signed char: "B", \\
              unsigned char: "B", short: "S", unsigned short: "S", int: "I", unsigned: "I", \\
              long: LONG, unsigned long: LONG, long long: "J", unsigned long long: "J", \\
              float: "F", double: "D", char *: "T", const char *: "T")
            #define PRINT(value) _Generic((value), char *: text, const char *: text, \\
              float: real, double: real, default: whole)(TYPE(value), value)
            int main(void) {
            %s
              return 0;
            }
            """;

    private final PreprocessedHeader text;
    private final Scope scope;
    private final Map<String, SourcePosition> places = new LinkedHashMap<>();
    private final StringBuilder prints = new StringBuilder();

    private Constants(PreprocessedHeader text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /**
     * The values by name, Boolean, Byte, Short, Integer, Long, Float, Double or String, and of enum
     * constants Integer.
     */
    static Map<String, Object> values(PreprocessedHeader text, Scope scope, CCompiler compiler) {
        Constants constants = new Constants(text, scope);
        text.macros().values().stream()
                .filter(constants::hasValue)
                .forEach(macro -> constants.print(macro.name(), macro.name(), macro.position()));
        scope.enumConstants()
                .forEach((name, place) -> constants.print(name, "(long long)" + name, place));
        Map<String, Object> values = constants.printed(compiler);
        scope.enumConstants()
                .forEach((name, place) -> values.compute(name, (_, value) -> ofInt(value, place)));
        return values;
    }

    private static Object ofInt(Object value, SourcePosition place) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw new HeaderException(place, "enum constant " + value, "a value of type int");
    }

    private void print(String name, String expression, SourcePosition place) {
        places.put(name, place);
        // So that the compiler's errors say where the constant is.
        prints.append("#line %d \"%s\"\n".formatted(place.line(), place.file()))
                .append("  PRINT(%s);\n".formatted(expression));
    }

    private Map<String, Object> printed(CCompiler compiler) {
        Path header = text.files().getFirst().toAbsolutePath();
        Iterator<String> lines = compiler.run(PROGRAM.formatted(header, prints)).iterator();
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : places.keySet()) {
            String line = lines.next();
            values.put(name, value(line.charAt(0), line.substring(1)));
        }
        return values;
    }

    private static Object value(char type, String value) {
        return switch (type) {
            case 'Z' -> !value.equals("0");
            case 'B' -> (byte) Long.parseLong(value);
            case 'S' -> (short) Long.parseLong(value);
            case 'I' -> (int) Long.parseLong(value);
            case 'J' -> Long.parseLong(value);
            case 'F' -> Float.parseFloat(value);
            case 'D' -> Double.parseDouble(value);
            default -> new String(HexFormat.of().parseHex(value), StandardCharsets.UTF_8);
        };
    }

    /** Whether a macro stands for a value, and not for nothing or a part of a declaration. */
    private boolean hasValue(Macro macro) {
        Macro named = macro;
        while (!named.body().isEmpty()) {
            Token first = named.body().getFirst();
            Macro next = text.macros().get(first.text());
            if (next == null) {
                return !DECLARATION_WORDS.contains(first.text())
                        && !(named.body().size() == 1 && scope.isFunction(first.text()));
            }
            if (next == named) {
                return false;
            }
            named = next;
        }
        return false;
    }
}
