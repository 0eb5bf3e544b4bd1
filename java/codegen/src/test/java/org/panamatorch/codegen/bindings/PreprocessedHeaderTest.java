package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What is taken of the C compiler's output. */
class PreprocessedHeaderTest {

    @TempDir private Path folder;
    private TestHeader header;

    @BeforeEach
    void openFolder() {
        header = new TestHeader(folder);
    }

    /** The names of the functions that are left. */
    private List<String> functions(String text) {
        return header.read(text).declarations().stream()
                .map(declaration -> ((CDeclaration.Function) declaration).name())
                .toList();
    }

    @Test
    void includedHeaders_areReadOnceAndListed() {
        header.with("pt/a.h", "#pragma once\n#include \"b.h\"\nvoid a(void);\n")
                .with("pt/b.h", "#ifndef B\n#define B\nvoid b(void);\n#endif\n");
        String text = "#include \"pt/a.h\"\n#include \"pt/b.h\"\nvoid c(void);\n";
        assertThat(functions(text)).containsExactly("b", "a", "c");
        assertThat(header.read(text).files())
                .containsExactly(
                        folder.resolve("main.h"),
                        folder.resolve("pt/a.h"),
                        folder.resolve("pt/b.h"));
    }

    @Test
    void systemHeaders_declareAndDefineNothing() {
        CHeader read =
                header.read(
                        "#include <stdio.h>\n#define A EOF\nint f(FILE_ *file);\n"
                                .replace("FILE_", "void"));
        assertThat(read.declarations()).hasSize(1);
        assertThat(read.macros()).containsExactly(new MacroConstant("A", -1, false));
        assertThat(read.files()).containsExactly(folder.resolve("main.h"));
    }

    @Test
    void macroOfASystemHeader_isReadInTheHeaderThatUsesIt() {
        assertThat(functions("#include <stdbool.h>\nbool a(bool b,\n    bool c);\nvoid d(void);\n"))
                .containsExactly("a", "d");
    }

    @Test
    void exportMacro_isExpanded() {
        assertThat(
                        functions(
                                """
                                #define VISIBLE __attribute__((visibility("default")))
                                #define PT_EXPORT VISIBLE
                                #define PT_OF(type, name) type name
                                PT_EXPORT void PT_OF(a, (void));
                                """))
                .containsExactly("a");
    }

    @Test
    void undefinedMacro_isNoConstant() {
        assertThat(header.read("#define A 1\n#define B 2\n#undef A\n").macros())
                .containsExactly(new MacroConstant("B", 2, true));
    }

    @Test
    void missingHeader_isTheCompilersError() {
        header.with("a.h", "\n\n#include \"nowhere.h\"\n");
        assertThat(header.error("#include \"a.h\"\n")).contains("a.h:3:").contains("nowhere.h");
    }

    @Test
    void packedStructs_areAnError() {
        assertThat(header.error("void a(void);\n#pragma pack(1)\n"))
                .isEqualTo("main.h:2:1: #pragma pack(1); expected structs as C lays them out");
    }
}
