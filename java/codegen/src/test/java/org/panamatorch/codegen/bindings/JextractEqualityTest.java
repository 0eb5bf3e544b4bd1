package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The stand-in against the real thing, where that is at hand. */
class JextractEqualityTest {

    @TempDir private Path folder;
    private Jextract jextract;

    @BeforeEach
    void findJextract() {
        Optional<Jextract> found = Jextract.find();
        assumeTrue(
                found.isPresent(),
                "needs jextract: the stand-in is not compared; JEXTRACT_HOME and PATH have no"
                        + " release 25 or newer");
        jextract = found.get();
        assumeTrue(
                jextract.seesTypedefs(),
                "needs jextract: the stand-in is not compared; this one is not built with clang 13,"
                        + " as the official one is");
    }

    private CompiledBinding ours(CHeader header) throws IOException {
        return CompiledBinding.of(
                Files.createDirectories(folder.resolve("ours")),
                BindingWriter.write(header, TestHeader.PACKAGE, TestHeader.MAIN, Platform.host()));
    }

    private CompiledBinding theirs(CHeader header) throws IOException {
        Path includes = header.files().getFirst().getParent();
        return jextract.bind(header, includes, Files.createDirectories(folder.resolve("theirs")));
    }

    @Test
    void sample_hasTheSameShape() throws IOException {
        CHeader sample = TestHeader.sample();
        assertThat(ours(sample).shape()).isEqualTo(theirs(sample).shape());
    }

    @Test
    void sample_hasTheSameValues() throws Exception {
        Optional<Path> library = NativeSample.compile(folder);
        assumeTrue(library.isPresent(), "needs c-compiler: the values are not compared");
        CHeader sample = TestHeader.sample();
        List<String> ours = BindingValues.of(ours(sample), library.get());
        assertThat(ours).hasSizeGreaterThan(100);
        assertThat(ours).isEqualTo(BindingValues.of(theirs(sample), library.get()));
    }

    @Test
    void headerOfSeveralClasses_hasTheSameShapeAndTheSamePieces() throws IOException {
        CHeader header = new TestHeader(folder).read(syntheticHeader(2500));
        CompiledBinding ours = ours(header);
        CompiledBinding theirs = theirs(header);
        assertThat(ours.shape()).isEqualTo(theirs.shape());
        for (String piece : List.of("PanamaTorch_2", "PanamaTorch_1", "PanamaTorch")) {
            assertThat(ours.memberNames(piece)).isEqualTo(theirs.memberNames(piece));
        }
    }

    private static String syntheticHeader(int functions) {
        List<String> types = List.of("void *p", "int64_t n", "double d", "int32_t i", "bool b");
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("#include <stdbool.h>\n#include <stdint.h>\n");
        for (int i = 0; i < functions; i++) {
            text.append("int32_t pt_operator_").append(i).append('(');
            for (int j = 0; j <= random.nextInt(8); j++) {
                text.append(types.get(random.nextInt(types.size()))).append(j).append(", ");
            }
            text.append("void **ret);\n");
        }
        return text.toString();
    }
}
