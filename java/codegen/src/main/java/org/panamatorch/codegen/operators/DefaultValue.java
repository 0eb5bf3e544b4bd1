package org.panamatorch.codegen.operators;

import java.util.Collections;

/** Turns the default values of schemas into Java expressions of the internal layer's types. */
final class DefaultValue {
    private DefaultValue() {}

    /** The expression for an argument's default. */
    static String of(Schema.Argument argument) {
        String value = argument.defaultValue();
        ArgumentForm form = ArgumentForm.of(argument.type());
        if (value.equals("None")) {
            return "null";
        }
        return switch (form) {
            case INT, OPTIONAL_INT, DEVICE_INDEX -> integer(value);
            case FLOAT, OPTIONAL_FLOAT -> real(value);
            case BOOL, OPTIONAL_BOOL -> truth(value);
            case SCALAR, OPTIONAL_SCALAR -> value.matches("-?\\d+") ? integer(value) : real(value);
            case STRING, OPTIONAL_STRING -> text(value);
            case DTYPE, OPTIONAL_DTYPE -> dtype(value);
            case MEMORY_FORMAT, OPTIONAL_MEMORY_FORMAT -> memoryFormat(value);
            case INTS, SYM_INTS, OPTIONAL_INTS, OPTIONAL_SYM_INTS ->
                    integers(value, argument.type());
            default -> throw unknown(argument.type() + "=" + value);
        };
    }

    private static String integer(String value) {
        // The values of at::Reduction.
        return switch (value) {
            case "Mean" -> "1L";
            case "Sum" -> "2L";
            default -> Long.parseLong(value) + "L";
        };
    }

    private static String real(String value) {
        return switch (value) {
            case "inf" -> "Double.POSITIVE_INFINITY";
            case "-inf" -> "Double.NEGATIVE_INFINITY";
            case "nan" -> "Double.NaN";
            default -> Double.toString(Double.parseDouble(value));
        };
    }

    private static String truth(String value) {
        return switch (value) {
            case "True" -> "true";
            case "False" -> "false";
            default -> throw unknown(value);
        };
    }

    private static String text(String value) {
        String inner = value.substring(1, value.length() - 1);
        return '"' + inner.replace("\\'", "'") + '"';
    }

    private static String dtype(String value) {
        if (!value.equals("long")) {
            throw unknown(value);
        }
        return "DType.INT64";
    }

    private static String memoryFormat(String value) {
        if (!value.equals("contiguous_format")) {
            throw unknown(value);
        }
        return "MemoryFormat.CONTIGUOUS_FORMAT";
    }

    /** A list, or one number that stands for every element of a list of fixed length. */
    private static String integers(String value, SchemaType type) {
        if (value.equals("[]")) {
            return "new long[0]";
        }
        if (value.startsWith("[")) {
            return "new long[] {" + value.substring(1, value.length() - 1).replace(",", ", ") + "}";
        }
        return repeated(Long.toString(Long.parseLong(value)), type.size());
    }

    /** An array with one element again and again. */
    static String repeated(String element, int size) {
        return "new long[] {" + String.join(", ", Collections.nCopies(size, element)) + "}";
    }

    private static IllegalArgumentException unknown(String value) {
        return new IllegalArgumentException("unknown default " + value);
    }
}
