package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class AbiListTest {

    @TempDir private Path folder;

    @Test
    void eachKindOfName_hasALineInOrder() {
        CHeader header =
                new TestHeader(folder)
                        .read(
                                """
                                #include <stdint.h>
                                #define PT_MACRO 3
                                enum pt_kind { PT_ONE = 1, PT_TWO };
                                typedef int32_t pt_status;
                                struct pt_pair { int64_t a; const double *b; };
                                typedef void (*pt_call)(int64_t token);
                                pt_status pt_do(const struct pt_pair *pair, pt_call call);
                                """);
        assertThat(AbiList.lines(header))
                .containsExactly(
                        "#define PT_MACRO 3",
                        "enum pt_kind { PT_ONE = 1 };",
                        "enum pt_kind { PT_TWO = 2 };",
                        "pt_status pt_do(const struct pt_pair *pair, pt_call call);",
                        "struct pt_pair { int64_t a; const double *b; };",
                        "typedef int32_t pt_status;",
                        "typedef void (*pt_call)(int64_t token);");
    }
}
