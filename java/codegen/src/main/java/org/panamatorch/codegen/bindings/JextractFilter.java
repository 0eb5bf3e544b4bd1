package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;

/**
 * Names what jextract shall bind, so that it leaves out the hundreds of names that the system
 * headers bring along.
 */
final class JextractFilter {

    private JextractFilter() {}

    /** Lines for an argument file of jextract. */
    static List<String> arguments(CHeader header) {
        List<String> arguments = new ArrayList<>();
        header.macros().forEach(macro -> arguments.add("--include-constant " + macro.name()));
        for (CDeclaration declaration : header.declarations()) {
            switch (declaration) {
                case CDeclaration.Function function ->
                        arguments.add("--include-function " + function.name());
                case CDeclaration.EnumConstant constant ->
                        arguments.add("--include-constant " + constant.name());
                case CDeclaration.Struct struct ->
                        arguments.add("--include-struct " + struct.name());
                case CDeclaration.Typedef typedef -> {
                    if (isBound(typedef.type(), header)) {
                        arguments.add("--include-typedef " + typedef.name());
                    }
                }
            }
        }
        return arguments;
    }

    /** Another name for an opaque struct is nothing in Java; jextract would warn about it. */
    private static boolean isBound(CType type, CHeader header) {
        return !(type.bare() instanceof CType.Struct struct)
                || header.structs().containsKey(struct.name());
    }
}
