package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RowTest {
    private static final Path ROOT = Path.of(System.getProperty("panamatorch.root"));

    @Test
    void names_areDifferent() {
        assertThat(Row.ALL).extracting(Row::name).doesNotHaveDuplicates();
    }

    @Test
    void kinds_areKnownInEveryLanguage() throws IOException {
        Path java = ROOT.resolve("java/benchmarks/src/main/java/org/panamatorch/benchmarks");
        Path rivals = ROOT.resolve("java/benchmarks/rivals/src/main/java/org/panamatorch/rivals");
        String cpp = "";
        for (String file : new String[] {"main", "small", "memory", "inference", "training"}) {
            cpp += Files.readString(ROOT.resolve("native/bench/" + file + ".cpp"));
        }
        String ours = Files.readString(java.resolve("contender/PanamaTorchContender.java"));
        String python = Files.readString(ROOT.resolve("scripts/python/bench.py"));
        String bytedeco = Files.readString(rivals.resolve("BytedecoContender.java"));
        String djl = Files.readString(rivals.resolve("DjlContender.java"));
        assertThat(Row.ALL)
                .extracting(row -> '"' + row.kind() + '"')
                .allSatisfy(
                        kind ->
                                assertThat(new String[] {ours, python, bytedeco, djl})
                                        .allSatisfy(text -> assertThat(text).contains(kind)));
        assertThat(cpp).contains(Row.ALL.stream().map(row -> '"' + row.kind() + '"').toList());
    }
}
