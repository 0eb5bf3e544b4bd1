package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class JextractFilterTest {

    @TempDir private Path folder;

    @Test
    void eachKindOfName_hasItsOption() {
        CHeader header =
                new TestHeader(folder)
                        .read(
                                """
                                #include <stdint.h>
                                #define PT_MACRO 1
                                enum { PT_CONSTANT };
                                typedef int32_t pt_status;
                                struct pt_tagged { int a; };
                                typedef struct pt_tagged pt_alias;
                                void pt_function(void);
                                """);
        assertThat(JextractFilter.arguments(header))
                .containsExactly(
                        "--include-constant PT_MACRO",
                        "--include-constant PT_CONSTANT",
                        "--include-typedef pt_status",
                        "--include-struct pt_tagged",
                        "--include-typedef pt_alias",
                        "--include-function pt_function");
    }

    @Test
    void opaqueStruct_isLeftOutByEachOfItsNames() {
        CHeader header =
                new TestHeader(folder)
                        .read("typedef struct a a;\ntypedef struct b_s b;\nvoid f(a *, b *);\n");
        assertThat(JextractFilter.arguments(header)).containsExactly("--include-function f");
    }
}
