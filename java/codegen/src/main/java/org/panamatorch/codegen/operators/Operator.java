package org.panamatorch.codegen.operators;

/**
 * One overload of an operator, as LibTorch's headers declare it.
 *
 * @param stem the name of its struct in {@code at::_ops}, which no other overload has
 * @param schema what it takes and returns
 * @param header the header of the struct, such as {@code add_ops.h}
 * @param method whether C++ and Python have it as a method of the tensor
 * @param function whether they have it as a function
 */
record Operator(String stem, Schema schema, String header, boolean method, boolean function) {

    /** The C function's name. */
    String symbol() {
        return "pt_aten_" + stem;
    }

    String name() {
        return schema.name();
    }
}
