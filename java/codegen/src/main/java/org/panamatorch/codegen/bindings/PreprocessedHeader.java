package org.panamatorch.codegen.bindings;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is left of the headers after the preprocessor.
 *
 * @param tokens the text, ended by one {@code END} token
 * @param projectMacros the macros that the headers define, in order
 * @param macros every macro that is defined at the end
 * @param files every header read, in order of first reading
 */
record PreprocessedHeader(
        List<Token> tokens,
        List<Macro> projectMacros,
        MacroTable macros,
        Set<SystemHeader> systemHeaders,
        List<Path> files) {}
