package org.panamatorch.codegen.bindings;

/**
 * A macro with a value.
 *
 * @param value a Boolean, Byte, Short, Integer, Long, Float, Double or String: the Java type
 * @param literal whether the value is one plain number, which jextract writes before all others
 */
record MacroConstant(String name, Object value, boolean literal) {}
