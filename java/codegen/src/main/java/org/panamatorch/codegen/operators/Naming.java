package org.panamatorch.codegen.operators;

import java.util.Set;

/** How names change from schemas to C and Java. */
final class Naming {
    private static final Set<String> RESERVED =
            Set.of(
                    // Java
                    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char",
                    "class", "const", "continue", "default", "do", "double", "else", "enum",
                    "extends", "final", "finally", "float", "for", "goto", "if", "implements",
                    "import", "instanceof", "int", "interface", "long", "native", "new", "package",
                    "private", "protected", "public", "return", "short", "static", "strictfp",
                    "super", "switch", "synchronized", "this", "throw", "throws", "transient", "try",
                    "void", "volatile", "while", "true", "false", "null",
                    // C and C++, as far as Java has them not
                    "and", "auto", "bool", "delete", "explicit", "export", "extern", "friend",
                    "inline", "mutable", "namespace", "not", "operator", "or", "register",
                    "restrict", "signed", "sizeof", "struct", "template", "typedef", "typename",
                    "union", "unsigned", "using", "virtual", "xor");

    private Naming() {}

    /** A parameter of a C function. */
    static String cParameter(String schemaName) {
        return escaped(schemaName);
    }

    private static String escaped(String name) {
        return RESERVED.contains(name) ? name + "_" : name;
    }
}
