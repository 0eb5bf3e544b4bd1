package org.panamatorch.codegen.bindings;

import java.util.List;
import java.util.stream.Collectors;

/** A C type of the subset that is read, as written: an alias stays an alias. */
sealed interface CType {

    /** An arithmetic type, or void. */
    record Scalar(String spelling, Carrier carrier) implements CType {}

    /** Constness of anything but a pointer. */
    record Const(CType type) implements CType {}

    /** A pointer; {@code isConst} is its own constness. */
    record Pointer(CType target, boolean isConst) implements CType {}

    /** An array; {@code count} is negative where it is left open. */
    record Array(CType element, long count) implements CType {}

    /** An enum; the tag is empty where it has none. */
    record Enumeration(String tag) implements CType {}

    /** A struct by its tag. */
    record Struct(String name) implements CType {}

    /** A name made by typedef. */
    record Alias(String name, CType target) implements CType {}

    /** A function, which only occurs behind a pointer or as a declaration. */
    record Function(CType result, List<Parameter> parameters) implements CType {

        /** The letters of result and parameters: functions with equal letters share a handle. */
        String shape() {
            return result.carrier().code()
                    + parameters.stream()
                            .map(parameter -> String.valueOf(parameter.type().carrier().code()))
                            .collect(Collectors.joining());
        }
    }

    /** A parameter; the name may be empty. */
    record Parameter(String name, CType type) {}

    /** The type without aliases and constness. */
    default CType bare() {
        return switch (this) {
            case Alias alias -> alias.target().bare();
            case Const constant -> constant.type().bare();
            default -> this;
        };
    }

    /** How a value travels; an array as a parameter is a pointer, and so is a struct here. */
    default Carrier carrier() {
        return switch (bare()) {
            case Scalar scalar -> scalar.carrier();
            case Enumeration _ -> Carrier.INT;
            default -> Carrier.POINTER;
        };
    }

    default boolean isVoid() {
        return carrier() == Carrier.VOID;
    }

    /** The declaration of a name with this type, spaced as clang prints it. */
    default String declare(String name) {
        return switch (this) {
            case Scalar scalar -> join(scalar.spelling(), name);
            case Const constant -> "const " + constant.type().declare(name);
            case Enumeration enumeration -> join("enum " + enumeration.tag(), name);
            case Struct struct -> join("struct " + struct.name(), name);
            case Alias alias -> join(alias.name(), name);
            case Pointer pointer -> pointer.target().declare(pointed(pointer, name));
            case Array array ->
                    array.element()
                            .declare(name + "[" + (array.count() < 0 ? "" : array.count()) + "]");
            case Function function -> function.result().declare(name + parameterList(function));
        };
    }

    private static String join(String type, String name) {
        return name.isEmpty() ? type : type + " " + name;
    }

    private static String pointed(Pointer pointer, String name) {
        String star = pointer.isConst() ? join("*const", name) : "*" + name;
        boolean binds = pointer.target() instanceof Function || pointer.target() instanceof Array;
        return binds ? "(" + star + ")" : star;
    }

    private static String parameterList(Function function) {
        if (function.parameters().isEmpty()) {
            return "(void)";
        }
        return function.parameters().stream()
                .map(parameter -> parameter.type().declare(parameter.name()))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
