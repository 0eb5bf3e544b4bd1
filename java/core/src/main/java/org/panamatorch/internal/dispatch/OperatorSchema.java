package org.panamatorch.internal.dispatch;

import java.util.List;

/**
 * An operator's schema.
 *
 * @param text the whole schema
 * @param name the qualified name, such as {@code aten::add}
 * @param overload the overload, such as {@code Tensor}, or an empty text
 * @param arguments the arguments in their order
 * @param results the types of the results
 */
record OperatorSchema(
        String text,
        String name,
        String overload,
        List<SchemaArgument> arguments,
        List<ValueType> results) {
    /** The name with the overload, as errors show it. */
    String qualifiedName() {
        return overload.isEmpty() ? name : name + "." + overload;
    }

    /** The position of an argument, or -1. */
    int indexOf(String argument) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).name().equals(argument)) {
                return i;
            }
        }
        return -1;
    }
}
