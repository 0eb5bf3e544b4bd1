package org.panamatorch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Data flows one way: public type, call helper, generated binding, shim. */
class LayeringTest {
    private static final Path SOURCES =
            Path.of(
                    System.getProperty("panamatorch.root"),
                    "java/core/src/main/java/org/panamatorch");

    // The zero-copy views and the address of a generator are what the public types show of foreign
    // memory.
    private static final List<String> MAY_TOUCH_FOREIGN_MEMORY =
            List.of("Generator.java", "TensorMemory.java", "TorchFactories.java");

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static boolean isInternal(Path file) {
        return SOURCES.relativize(file).startsWith("internal");
    }

    @Test
    void foreignMemory_isTouchedByInternalPackagesOnly() throws IOException {
        for (Path file : sources("")) {
            if (!isInternal(file)
                    && !MAY_TOUCH_FOREIGN_MEMORY.contains(file.getFileName().toString())) {
                assertThat(file).content().as(file.toString()).doesNotContain("java.lang.foreign");
            }
        }
    }

    @Test
    void downcalls_areMadeByInternalPackagesOnly() throws IOException {
        for (String folder : List.of("nn", "optim")) {
            for (Path file : sources(folder)) {
                assertThat(file).content().as(file.toString()).doesNotContain("PanamaTorch.pt_");
            }
        }
    }

    @Test
    void modulesAndOptimizers_doNotKnowEachOther() throws IOException {
        for (Path file : sources("nn")) {
            assertThat(file).content().as(file.toString()).doesNotContain("org.panamatorch.optim");
        }
        for (Path file : sources("optim")) {
            assertThat(file).content().as(file.toString()).doesNotContain("org.panamatorch.nn");
        }
    }

    // A module's hooks run in call only.
    @Test
    void docsAndExamples_callModules() throws IOException {
        Path root = Path.of(System.getProperty("panamatorch.root"));
        List<Path> shown = new ArrayList<>(List.of(root.resolve("README.md")));
        for (String folder : List.of("docs", "java/examples/src", "java/benchmarks/src")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(java|md)")).forEach(shown::add);
            }
        }
        for (Path file : shown) {
            assertThat(file)
                    .content(StandardCharsets.UTF_8)
                    .as(file.toString())
                    .doesNotContainPattern("(?<!super)\\.forward\\(");
        }
    }

    @Test
    void texts_areMadeWithoutTheMachinesLanguage() throws IOException {
        for (Path file : sources("")) {
            assertThat(file)
                    .content(StandardCharsets.UTF_8)
                    .as(file.toString())
                    .doesNotContainPattern("(String\\.format|\\.printf)\\((?!\\s*Locale\\.ROOT)")
                    .doesNotContain(".formatted(", ".toLowerCase()", ".toUpperCase()");
        }
    }

    // The first comment of its class, or of its file, says why.
    @Test
    void filesPast600Lines_sayWhy() throws IOException {
        for (Path file : sources("")) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 600) {
                assertThat(String.join("\n", lines.subList(0, 60)))
                        .as(file.toString())
                        .contains("One file, ");
            }
        }
    }
}
