package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class PreprocessorTest {

    @TempDir private Path folder;
    private TestHeader header;

    @BeforeEach
    void openFolder() {
        header = new TestHeader(folder);
    }

    /** The names of the functions that are left. */
    private List<String> functions(String text) {
        return functions(text, Platform.LINUX);
    }

    private List<String> functions(String text, Platform platform) {
        return header.read(text, platform).declarations().stream()
                .map(declaration -> ((CDeclaration.Function) declaration).name())
                .toList();
    }

    @Nested
    class Conditionals {

        private static final String CHAIN =
                """
                #if %s
                void a(void);
                #elif %s
                void b(void);
                #else
                void c(void);
                #endif
                """;

        @ParameterizedTest
        @CsvSource({"1, 1, a", "0, 1, b", "0, 0, c", "1, 0, a"})
        void chain_takesTheFirstThatHolds(String first, String second, String expected) {
            assertThat(functions(CHAIN.formatted(first, second))).containsExactly(expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "defined(__linux__); a",
                    "defined __linux__ && !defined(_WIN32); a",
                    "defined(_WIN32) || defined(__APPLE__); c",
                    "__STDC_VERSION__ >= 201112L; a",
                    "UNKNOWN; c",
                    "UNKNOWN == 0 && (2 + 3) * 2 == 10; a"
                })
        void expression_isEvaluated(String condition, String expected) {
            assertThat(functions(CHAIN.formatted(condition, "0"))).containsExactly(expected);
        }

        @Test
        void untakenBranch_mayHoldAnything() {
            assertThat(
                            functions(
                                    """
                                    #ifdef __cplusplus
                                    extern "C" { template<class T> don't
                                    #error no
                                    #if strange ( things
                                    #endif
                                    #endif
                                    void a(void);
                                    """))
                    .containsExactly("a");
        }

        @Test
        void branchAfterTheTakenOne_isNotEvaluated() {
            assertThat(functions("#if 1\nvoid a(void);\n#elif 1/0\n#endif\n")).containsExactly("a");
        }

        @ParameterizedTest
        @CsvSource({"LINUX, c", "WINDOWS, a"})
        void platform_decidesItsMacros(Platform platform, String expected) {
            assertThat(functions(CHAIN.formatted("defined(_WIN32)", "0"), platform))
                    .containsExactly(expected);
        }

        @Test
        void missingEndif_isAnErrorAtItsIf() {
            assertThat(header.error("void a(void);\n  #ifdef X\n"))
                    .isEqualTo("main.h:2:4: conditional without an end; expected #endif");
        }

        @Test
        void strayElse_isAnError() {
            assertThat(header.error("#else\n"))
                    .isEqualTo("main.h:1:2: 'else'; expected an open #if before it");
        }

        @Test
        void functionLikeTest_isAnError() {
            assertThat(header.error("#if __has_attribute(visibility)\n#endif\n"))
                    .isEqualTo("main.h:1:20: '('; expected an integer constant expression");
        }
    }

    @Nested
    class Includes {

        @Test
        void guardedHeader_isReadOnce() {
            header.with("pt/a.h", "#ifndef A\n#define A\nvoid a(void);\n#endif\n");
            assertThat(functions("#include \"pt/a.h\"\n#include \"pt/a.h\"\n"))
                    .containsExactly("a");
        }

        @Test
        void pragmaOnce_isAGuardToo() {
            header.with("a.h", "#pragma once\nenum { A };\n").with("b.h", "#include \"a.h\"\n");
            assertThat(header.read("#include \"a.h\"\n#include \"b.h\"\n").declarations())
                    .hasSize(1);
        }

        @Test
        void headerBesideTheIncludingOne_comesFirst() {
            header.with("pt/a.h", "#include \"b.h\"\n")
                    .with("pt/b.h", "void near(void);\n")
                    .with("b.h", "void far(void);\n");
            assertThat(functions("#include \"pt/a.h\"\n")).containsExactly("near");
        }

        @Test
        void filesRead_areListed() {
            header.with("a.h", "");
            assertThat(header.read("#include \"a.h\"\n").files())
                    .containsExactly(folder.resolve("main.h"), folder.resolve("a.h"));
        }

        @Test
        void missingHeader_isAnErrorAtItsInclude() {
            header.with("a.h", "\n\n#include \"nowhere.h\"\n");
            assertThat(header.error("#include \"a.h\"\n"))
                    .startsWith("a.h:3:2: no file for #include \"nowhere.h\"; expected it beside");
        }

        @Test
        void unknownSystemHeader_isAnError() {
            assertThat(header.error("#include <stdio.h>\n"))
                    .isEqualTo(
                            "main.h:1:2: #include <stdio.h>;"
                                    + " expected one of <stdint.h>, <stdbool.h>, <stddef.h>");
        }

        @Test
        void headerThatIncludesItself_isAnError() {
            header.with("a.h", "#include \"a.h\"\n");
            assertThat(header.error("#include \"a.h\"\n"))
                    .isEqualTo("a.h:1:2: includes that never end; expected an include guard");
        }
    }

    @Nested
    class Macros {

        @Test
        void exportMacro_isExpanded() {
            assertThat(
                            functions(
                                    """
                                    #define VISIBLE __attribute__((visibility("default")))
                                    #define PT_EXPORT VISIBLE
                                    PT_EXPORT void a(void);
                                    """))
                    .containsExactly("a");
        }

        @Test
        void macroThatNamesItself_isExpandedOnce() {
            assertThat(functions("#define a a\nvoid a(void);\n")).containsExactly("a");
        }

        @Test
        void functionLikeMacroInADeclaration_isAnErrorAtItsUse() {
            assertThat(header.error("#define OLD(x)\nvoid a(void)\n  OLD(\"b\");\n"))
                    .isEqualTo(
                            "main.h:3:3: function-like macro 'OLD' in a declaration;"
                                    + " expected plain C, or a macro without parameters");
        }

        @Test
        void otherValue_isAnErrorThatNamesTheFirst() {
            assertThat(header.error("#define A 1\n#define A 2\n"))
                    .matches(
                            "main.h:2:9: another value for macro 'A';"
                                    + " expected the one of main.h:1:9");
        }

        @Test
        void undefOfAConstant_isAnError() {
            assertThat(header.error("#define A 1\n#undef A\n"))
                    .isEqualTo("main.h:2:2: #undef of the constant A; expected constants to stay");
        }

        @Test
        void otherDirective_isAnError() {
            assertThat(header.error("#error stop\n")).startsWith("main.h:1:1: directive '#error'");
            assertThat(header.error("#pragma pack(1)\n"))
                    .isEqualTo("main.h:1:2: '#pragma pack'; expected #pragma once");
        }
    }
}
