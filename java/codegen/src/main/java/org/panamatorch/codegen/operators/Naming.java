package org.panamatorch.codegen.operators;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How names change from schemas to C and Java. */
final class Naming {
    private static final Set<String> RESERVED =
            Set.of(
                    // Java
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "try",
                    "void",
                    "volatile",
                    "while",
                    "true",
                    "false",
                    "null",
                    // C and C++, as far as Java has them not
                    "and",
                    "auto",
                    "bool",
                    "delete",
                    "explicit",
                    "export",
                    "extern",
                    "friend",
                    "inline",
                    "mutable",
                    "namespace",
                    "not",
                    "operator",
                    "or",
                    "register",
                    "restrict",
                    "signed",
                    "sizeof",
                    "struct",
                    "template",
                    "typedef",
                    "typename",
                    "union",
                    "unsigned",
                    "using",
                    "virtual",
                    "xor");

    /** Operators that Python shows under another name. */
    private static final Map<String, String> PYTHON_NAMES = Map.of("numpy_T", "T", "matrix_H", "H");

    private Naming() {}

    /** A parameter of a C function. */
    static String cParameter(String schemaName) {
        return escaped(schemaName);
    }

    /**
     * A parameter or record component in Java: {@code keepdim}, {@code memoryFormat}, {@code lu}.
     */
    static String javaParameter(String schemaName) {
        return escaped(camelCase(schemaName));
    }

    /**
     * A parameter of a public method: what ATen calls {@code self} is {@code input} in Python's
     * functions.
     */
    static String publicParameter(Schema schema, String schemaName) {
        boolean free =
                schema.arguments().stream().noneMatch(argument -> argument.name().equals("input"));
        return javaParameter(schemaName.equals("self") && free ? "input" : schemaName);
    }

    /**
     * A method in Java: {@code max_pool2d} is {@code maxPool2d}, {@code index_add_} is {@code
     * indexAdd_}.
     */
    static String javaMethod(String operator) {
        String python = PYTHON_NAMES.get(operator);
        return python != null ? python : escaped(camelCase(operator));
    }

    /** The name as part of a type's name, without the underscores around it. */
    static String javaType(String operator) {
        String bare = operator.replaceAll("^_+|_+$", "");
        String camel = camelCase(bare);
        return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
    }

    /**
     * The class of the internal layer that has an operator: a program loads only the ones it calls.
     */
    static String atenClass(String operator) {
        String bare = operator.replaceAll("^_+", "");
        for (String family : new String[] {"foreach", "linalg", "fft", "special"}) {
            if (bare.startsWith(family + "_")) {
                return "Aten" + javaType(family);
            }
        }
        return "Aten" + Character.toUpperCase(bare.charAt(0));
    }

    private static String camelCase(String name) {
        String bare = name.replaceAll("_+$", "");
        String underscores = name.substring(bare.length());
        StringBuilder camel = new StringBuilder();
        for (String word : bare.split("_")) {
            if (camel.isEmpty()) {
                camel.append(decapitalized(word));
            } else if (!word.isEmpty()) {
                camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return camel + underscores;
    }

    /** Abbreviations go down as a whole, other words by their first letter. */
    private static String decapitalized(String word) {
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
            return word.toLowerCase(Locale.ROOT);
        }
        return word.isEmpty() ? word : Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }

    private static String escaped(String name) {
        return RESERVED.contains(name) ? name + "_" : name;
    }
}
