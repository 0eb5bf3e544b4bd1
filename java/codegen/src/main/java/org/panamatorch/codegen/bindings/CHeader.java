package org.panamatorch.codegen.bindings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A header and all that it includes, read.
 *
 * @param declarations in the order of the text, system headers left out
 * @param structs the complete structs by name
 * @param files every header read
 */
record CHeader(
        List<CDeclaration> declarations,
        List<MacroConstant> macros,
        Map<String, CDeclaration.Struct> structs,
        List<Path> files) {

    /** Reads a header for the machine that this runs on. */
    static CHeader read(Path header, List<Path> includeDirectories) {
        return read(header, includeDirectories, Platform.host());
    }

    static CHeader read(Path header, List<Path> includeDirectories, Platform platform) {
        PreprocessedHeader text = Preprocessor.read(header, includeDirectories, platform);
        Scope scope = new Scope(text.systemHeaders());
        List<CDeclaration> declarations = DeclarationParser.parse(text.tokens(), scope);
        List<MacroConstant> macros = MacroEvaluator.evaluate(text, scope);
        return new CHeader(declarations, macros, scope.structs(), text.files());
    }
}
