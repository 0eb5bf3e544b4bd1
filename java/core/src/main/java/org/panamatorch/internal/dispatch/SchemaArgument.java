package org.panamatorch.internal.dispatch;

/**
 * An argument in a schema.
 *
 * @param name its name
 * @param type its type
 * @param defaultText its default as the schema writes it, or null
 * @param keywordOnly whether Python takes it by name only
 */
record SchemaArgument(String name, ValueType type, String defaultText, boolean keywordOnly) {}
