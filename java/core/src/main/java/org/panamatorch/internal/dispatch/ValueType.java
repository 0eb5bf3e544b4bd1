package org.panamatorch.internal.dispatch;

/**
 * A type in a schema.
 *
 * @param text the type as the schema writes it, without aliases
 * @param base what a value is; for a list, {@link Base#LIST}
 * @param optional whether None will do
 * @param element the type of a list's elements, else null
 * @param length how often a single value stands in a list, such as 2 for {@code int[2]}; else 0
 */
record ValueType(String text, Base base, boolean optional, ValueType element, int length) {
    /** The kinds of value. */
    enum Base {
        TENSOR,
        INT,
        FLOAT,
        BOOL,
        SCALAR,
        COMPLEX,
        STRING,
        DTYPE,
        LAYOUT,
        MEMORY_FORMAT,
        DEVICE,
        GENERATOR,
        LIST,
        ANY,
        /** A type that has no form in Java: packed weights and the like. */
        OBJECT;

        static Base named(String name) {
            return switch (name) {
                case "Tensor" -> TENSOR;
                case "int", "SymInt" -> INT;
                case "float", "SymFloat" -> FLOAT;
                case "bool", "SymBool" -> BOOL;
                case "Scalar", "number" -> SCALAR;
                case "complex" -> COMPLEX;
                case "str" -> STRING;
                case "ScalarType" -> DTYPE;
                case "Layout" -> LAYOUT;
                case "MemoryFormat" -> MEMORY_FORMAT;
                case "Device" -> DEVICE;
                case "Generator" -> GENERATOR;
                case "Any" -> ANY;
                default -> OBJECT;
            };
        }

        /** The expected value in words, for errors. */
        String expected() {
            return switch (this) {
                case TENSOR -> "a Tensor";
                case INT -> "an integer";
                case FLOAT -> "a number";
                case BOOL -> "a Boolean";
                case SCALAR -> "a Number or Boolean";
                case COMPLEX -> "a Number";
                case STRING -> "a String";
                case DTYPE -> "a DType";
                case LAYOUT -> "a Layout";
                case MEMORY_FORMAT -> "a MemoryFormat";
                case DEVICE -> "a Device";
                case GENERATOR -> "a Generator";
                case LIST -> "a list";
                case ANY -> "a value";
                case OBJECT -> "the object that another operator returned";
            };
        }
    }

    /** Whether a single number stands for a list of equal ones. */
    boolean repeats() {
        return length > 0;
    }

    /** The expected value in words, for errors. */
    String expected() {
        String what = base == Base.LIST ? listExpected() : base.expected();
        return what + (optional ? " or null" : "");
    }

    private String listExpected() {
        String elements = "a list (array or List) of " + element.text;
        return repeats() ? elements + " or a single one" : elements;
    }

    /**
     * Whether a list may have this many elements. Longer lists of one-element types are usual:
     * dims, for example.
     */
    boolean allows(int count) {
        if (length == 0 || count == length) {
            return true;
        }
        return element.base != Base.BOOL && (length == 1 || count <= 1);
    }
}
