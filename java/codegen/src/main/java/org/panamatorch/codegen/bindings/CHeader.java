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

    /** Reads a header as the C compiler does. */
    static CHeader read(Path header, List<Path> includeDirectories) {
        CCompiler compiler = new CCompiler(includeDirectories);
        PreprocessedHeader text = PreprocessedHeader.read(header, compiler);
        Scope scope = new Scope();
        List<CDeclaration> declarations = DeclarationParser.parse(text.tokens(), scope);
        Map<String, Object> values = Constants.values(text, scope, compiler);
        return new CHeader(
                declarations.stream().map(declaration -> valued(declaration, values)).toList(),
                text.macros().values().stream()
                        .filter(macro -> values.containsKey(macro.name()))
                        .map(
                                macro ->
                                        new MacroConstant(
                                                macro.name(),
                                                values.get(macro.name()),
                                                macro.isLiteral()))
                        .toList(),
                scope.structs(),
                text.files());
    }

    private static CDeclaration valued(CDeclaration declaration, Map<String, Object> values) {
        return declaration instanceof CDeclaration.EnumConstant constant
                ? new CDeclaration.EnumConstant(
                        constant.tag(), constant.name(), (Integer) values.get(constant.name()))
                : declaration;
    }
}
