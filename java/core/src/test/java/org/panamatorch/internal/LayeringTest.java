package org.panamatorch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Data flows one way: public type, call helper, generated binding, shim. */
class LayeringTest {
    private static final Path MODULES = Path.of(System.getProperty("panamatorch.root"), "java");
    private static final Path SOURCES = MODULES.resolve("core/src/main/java/org/panamatorch");

    // The zero-copy views are what the public types show of foreign memory.
    private static final List<String> MAY_TOUCH_FOREIGN_MEMORY =
            List.of("Arrow.java", "DlpackCapsule.java", "TensorMemory.java", "TorchFactories.java");

    private static List<Path> sources(String folder) throws IOException {
        return sourcesIn(SOURCES.resolve(folder));
    }

    private static List<Path> sourcesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
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
        for (Path file : sources("")) {
            // A capsule's address is borrowed from it.
            if (!isInternal(file) && !file.endsWith("DlpackCapsule.java")) {
                assertThat(file).content().as(file.toString()).doesNotContain("PanamaTorch.pt_");
            }
        }
    }

    private static final Pattern OURS = Pattern.compile("org/panamatorch((?:/[a-z]+)*)/[A-Z]");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\| (`.*`) \\|");
    private static final String ROOT = "org.panamatorch";

    /** The room of a package; all sections of modules are one. */
    private static String room(String folder) {
        String name = folder.replace('/', '.');
        return name.isEmpty()
                ? ROOT
                : name.startsWith(".internal.nn.") ? "internal.nn" : name.substring(1);
    }

    /** The rooms that a class refers to. */
    private static Stream<String> used(Path file) throws IOException {
        Set<String> rooms = new TreeSet<>();
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof Utf8Entry text) {
                OURS.matcher(text.stringValue())
                        .results()
                        .forEach(found -> rooms.add(room(found.group(1))));
            }
        }
        return rooms.stream();
    }

    @Test
    void compiledClasses_useWhatArchitectureSays() throws IOException {
        Path root = Path.of(System.getProperty("panamatorch.root"));
        Path classes = root.resolve("java/core/target/classes/org/panamatorch");
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(LayeringTest::isClass).toList()) {
                String folder = "/" + classes.relativize(file.getParent());
                String own = room("/".equals(folder) ? "" : folder);
                used(file)
                        .filter(room -> !room.equals(own))
                        .forEach(
                                room ->
                                        uses.computeIfAbsent(own, key -> new TreeSet<>())
                                                .add(room));
            }
        }
        Map<String, Set<String>> allowed = new TreeMap<>();
        for (String line : Files.readAllLines(root.resolve("docs/ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                allowed.put(row.group(1), new TreeSet<>(List.of(words(row.group(2)))));
            }
        }
        assertThat(uses).isEqualTo(allowed);
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("package-info.class");
    }

    private static String[] words(String cell) {
        return cell.replace("`", "").split(" ");
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
        List<Path> written = new ArrayList<>();
        try (Stream<Path> modules = Files.list(MODULES)) {
            for (Path folder : modules.map(each -> each.resolve("src")).toList()) {
                if (Files.isDirectory(folder)) {
                    written.addAll(sourcesIn(folder));
                }
            }
        }
        for (Path file : written) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 600) {
                assertThat(String.join("\n", lines.subList(0, 60)))
                        .as(file.toString())
                        .contains("One file, ");
            }
        }
    }

    @Test
    void documentation_doesNotBeginWithWhat() throws IOException {
        for (Path file : sources("")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContainPattern("/\\*\\*[\\s*]+What ");
        }
    }
}
