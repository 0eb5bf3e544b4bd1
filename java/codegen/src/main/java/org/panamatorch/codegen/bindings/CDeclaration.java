package org.panamatorch.codegen.bindings;

import java.util.List;

/** One declaration of a header that becomes Java. */
sealed interface CDeclaration {

    /** A function with external linkage. */
    record Function(String name, CType.Function type) implements CDeclaration {}

    /** One constant of an enum; the tag is empty where the enum has none. Parsers know no value. */
    record EnumConstant(String tag, String name, int value) implements CDeclaration {}

    /** A typedef whose name is not that of its own struct or enum. */
    record Typedef(String name, CType type) implements CDeclaration {}

    /** A struct with members. */
    record Struct(String name, List<Field> fields) implements CDeclaration {}

    /** A member of a struct. */
    record Field(String name, CType type) {}
}
