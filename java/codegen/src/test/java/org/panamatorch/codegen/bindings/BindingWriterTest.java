package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class BindingWriterTest {

    @TempDir private Path folder;
    private TestHeader header;

    @BeforeEach
    void openFolder() {
        header = new TestHeader(folder);
    }

    @Test
    void sample_compilesWithoutWarningsToItsShape() throws IOException {
        CompiledBinding binding =
                CompiledBinding.of(folder, TestHeader.sources(TestHeader.sample()));
        assertThat(binding.shape())
                .isEqualTo(Files.readAllLines(TestHeader.resource("golden/sample.shape")));
    }

    @Test
    void smallHeader_becomesItsGoldenClass() throws IOException {
        Path small = TestHeader.resource("golden/small.h");
        CHeader read = CHeader.read(small, List.of());
        assertThat(TestHeader.sources(read))
                .containsEntry(
                        "PanamaTorch",
                        Files.readString(TestHeader.resource("golden/PanamaTorch.txt")));
    }

    @Test
    void functionsOfOneShape_shareAHandle() {
        Map<String, String> sources =
                header.sources("int a(void *p, int64_t n);\nint b(char *q, size_t m);");
        assertThat(sources.get("PanamaTorch$link")).containsOnlyOnce("static final MethodHandle H");
        assertThat(sources.get("PanamaTorch"))
                .contains("PanamaTorch$link.IPJ.H.invokeExact(a$, p, n)")
                .contains("PanamaTorch$link.IPJ.H.invokeExact(a$, q, m)");
    }

    @Test
    void parameterWithoutAName_isNumbered() {
        assertThat(header.sources("void f(int a, int);").get("PanamaTorch"))
                .contains("void f(int a, int x1)");
    }

    @Test
    void moreThanAThousandMembers_areSplitWithTheMainClassLast() throws IOException {
        String constants =
                IntStream.range(0, 2001)
                        .mapToObj(i -> "PT_" + i)
                        .collect(Collectors.joining(",", "enum {", "};"));
        Map<String, String> sources = header.sources(constants);
        assertThat(sources.get("PanamaTorch_2"))
                .contains("\nclass PanamaTorch_2 extends PanamaTorch$shared {")
                .contains(" PT_999()")
                .doesNotContain(" PT_1000()");
        assertThat(sources.get("PanamaTorch_1"))
                .contains("\nclass PanamaTorch_1 extends PanamaTorch_2 {");
        assertThat(sources.get("PanamaTorch"))
                .contains("\npublic class PanamaTorch extends PanamaTorch_1 {")
                .contains(" PT_2000()");
        assertThat(CompiledBinding.of(folder, sources).shape())
                .contains(TestHeader.PACKAGE + ".PanamaTorch.PT_0() : public static int");
    }

    @Test
    void thousandFunctions_fitIntoOneClass() throws IOException {
        StringBuilder functions = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            functions.append("int64_t pt_a_function_with_a_name_of_usual_length_").append(i);
            functions.append('(').append("void *, double, ".repeat(i % 12)).append("int);\n");
        }
        Map<String, String> sources = header.sources(functions.toString());
        assertThat(sources).doesNotContainKey("PanamaTorch_1");
        CompiledBinding binding = CompiledBinding.of(folder, sources);
        assertThat(binding.shape()).hasSizeGreaterThan(4000);
    }

    @Test
    void orderOfMembers_isJextracts() {
        String text = header.sources("#define B (1)\nint f(void);\n#define A 1").get("PanamaTorch");
        assertThat(text).containsSubsequence("int A()", "int f()", "int B()");
    }

    @Test
    void windows_hasAnotherLong() {
        CHeader empty = header.read("");
        assertThat(BindingWriter.write(empty, "p", "Main", Platform.WINDOWS).get("Main$shared"))
                .contains("OfInt C_LONG ", "OfDouble C_LONG_DOUBLE ");
        assertThat(BindingWriter.write(empty, "p", "Main", Platform.MACOS).get("Main$shared"))
                .contains("OfLong C_LONG ")
                .doesNotContain("C_LONG_DOUBLE");
    }

    @Test
    void stringThatWouldEndTheComment_isNotShown() {
        String text = header.sources("#define M \"*/ {@x\"").get("PanamaTorch");
        assertThat(text).contains("#define M \"...\"").contains("allocateFrom(\"*/ {@x\")");
    }

    @Test
    void javaNames_getAnUnderscoreWhereJextractGivesOne() {
        assertThat(List.of("class", "var", "yield", "String", "MemorySegment", "MethodHandle", "_"))
                .allSatisfy(name -> assertThat(JavaNames.of(name)).isEqualTo(name + "_"));
        assertThat(List.of("pt_add", "Tensor", "length", "string", "module"))
                .allSatisfy(name -> assertThat(JavaNames.of(name)).isEqualTo(name));
    }
}
