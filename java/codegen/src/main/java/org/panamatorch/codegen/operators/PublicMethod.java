package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;

/**
 * One public method: an operator with some of its defaulted arguments left out.
 *
 * @param operator the operator
 * @param face where it is
 * @param parameters what the caller gives
 * @param values what the internal layer gets, an expression for each argument of the schema
 * @param dropped how many arguments are left out
 * @param variant which form of the arguments it takes
 * @param varargs whether the last parameter takes any number of arguments
 * @param named what the last parameter sets by name, or null
 */
record PublicMethod(
        Operator operator,
        PublicPlaces.Face face,
        List<Parameter> parameters,
        List<String> values,
        int dropped,
        Variant variant,
        boolean varargs,
        NamedOptions named) {

    /** The forms of a method, the preferred one first. */
    enum Variant {
        /** Lists as arrays, optional numbers as primitives. */
        PLAIN,
        /** One number for lists of fixed length. */
        SINGLE,
        /** A {@code Shape} for sizes. */
        SHAPE,
        /** A {@code DType} for the options of a new tensor. */
        DTYPE,
        /** Both. */
        SHAPE_DTYPE,
        /** Optional numbers as objects, which may be null. */
        NULLABLE,
        /** A {@code List} for the first argument, an array of tensors. */
        TENSOR_LIST,
        /** All in place, for an operator that cannot take them by name. */
        IN_FULL;

        boolean takesShape() {
            return this == SHAPE || this == SHAPE_DTYPE;
        }

        boolean takesDtype() {
            return this == DTYPE || this == SHAPE_DTYPE;
        }
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @param type its type; an array where it takes any number of arguments
     * @param text what Javadoc says of it
     */
    record Parameter(String name, String type, String text) {}

    /** The types of the parameters: what tells overloads apart. */
    List<String> types() {
        return parameters.stream().map(Parameter::type).toList();
    }

    PublicMethod withVarargs() {
        return new PublicMethod(operator, face, parameters, values, dropped, variant, true, named);
    }

    /** The options of the new tensor, as an expression; null where it has none. */
    String options() {
        if (types().contains("TensorOptions")) {
            String given = parameters.get(types().indexOf("TensorOptions")).name();
            return given + " == null ? TensorOptions.DEFAULT : " + given;
        }
        return variant.takesDtype() ? "TensorOptions.of(dtype)" : null;
    }

    /** The declarations of the parameters. */
    List<String> declarations() {
        List<String> declarations = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean any = varargs && i == parameters.size() - 1;
            String type =
                    any
                            ? parameter.type().substring(0, parameter.type().length() - 2) + "..."
                            : parameter.type();
            declarations.add(type + " " + parameter.name());
        }
        return declarations;
    }
}
