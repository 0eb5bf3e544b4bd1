package org.panamatorch.codegen.bindings;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what a header promises to programs that are compiled: a line a name, sorted. */
final class AbiList {

    private AbiList() {}

    static List<String> lines(CHeader header) {
        Stream<String> constants =
                header.macros().stream()
                        .map(macro -> "#define " + macro.name() + " " + macro.value());
        return Stream.concat(header.declarations().stream().map(AbiList::line), constants)
                .sorted()
                .toList();
    }

    private static String line(CDeclaration declaration) {
        return switch (declaration) {
            case CDeclaration.Function function -> function.type().declare(function.name()) + ";";
            case CDeclaration.EnumConstant constant ->
                    "enum %s { %s = %d };"
                            .formatted(constant.tag(), constant.name(), constant.value());
            case CDeclaration.Typedef typedef ->
                    "typedef " + typedef.type().declare(typedef.name()) + ";";
            case CDeclaration.Struct struct ->
                    struct.fields().stream()
                            .map(field -> field.type().declare(field.name()) + "; ")
                            .collect(
                                    Collectors.joining(
                                            "", "struct " + struct.name() + " { ", "};"));
        };
    }
}
