package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class SearchTest {
    private static final String SHIM = System.mapLibraryName("panamatorch");
    private static final byte[] CONTENT = "not a library".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private static final String OR_NOT_SET =
            ": correct it, or leave it unset to have the next places searched";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Report report = new Report();

    private void search(ClassLoader resources) throws LoadException {
        // What the tests themselves run on is no other LibTorch.
        properties.put("panamatorch.allowLoadedLibtorch", "true");
        properties.putIfAbsent("panamatorch.cache", folder.resolve("cache").toString());
        new Search(new Settings(properties::get, variables::get, folder, resources), report).open();
    }

    private void search() throws LoadException {
        search(ClassLoader.getPlatformClassLoader());
    }

    /** The last line of the report, without its number. */
    private String lastLine() {
        String line = report.toString().lines().reduce((first, second) -> second).orElseThrow();
        return line.substring(line.indexOf(". ") + 2);
    }

    @Test
    void nothing_listsEachPlace() {
        assertThatThrownBy(this::search).isInstanceOf(LoadException.class);
        assertThat(report.toString())
                .isEqualTo(
                        """

                          1. system property panamatorch.library: not set
                          2. environment variable PANAMATORCH_LIBRARY: not set
                          3. system property panamatorch.home: not set
                          4. natives jar: none for %s on the class path or among the modules that \
                        are resolved
                          5. build output: no target/native/cpu/%s in any folder above %s
                        In a project of yours, add the dependency org.panamatorch:panamatorch-native \
                        with the classifier %s, or name the file with -Dpanamatorch.library=...; in \
                        a clone of PanamaTorch, build it with scripts/build-native.\
                        """
                                .formatted(Platform.name(), SHIM, folder, Platform.name()));
    }

    @Test
    void namedFile_thatIsNotThere_endsTheSearch() throws IOException {
        Files.createDirectories(folder.resolve("target/native/cpu"));
        Files.write(folder.resolve("target/native/cpu").resolve(SHIM), CONTENT);
        properties.put("panamatorch.library", "/no/such/file.so");
        assertThatThrownBy(this::search).hasMessage("no file /no/such/file.so" + OR_NOT_SET);
        assertThat(report.toString())
                .isEqualTo(
                        "\n  1. system property panamatorch.library: no file /no/such/file.so"
                                + OR_NOT_SET);
    }

    @Test
    void emptyProperty_isAsNotSet() {
        properties.put("panamatorch.library", "");
        variables.put("PANAMATORCH_LIBRARY", "/no/such/variable.so");
        assertThatThrownBy(this::search).hasMessage("no file /no/such/variable.so" + OR_NOT_SET);
        assertThat(lastLine())
                .isEqualTo(
                        "environment variable PANAMATORCH_LIBRARY: no file /no/such/variable.so"
                                + OR_NOT_SET);
    }

    @Test
    void namedFile_thatIsNoLibrary_tellsWhatTheLinkerSays() throws IOException {
        Path file = Files.write(folder.resolve("libx.so"), CONTENT);
        properties.put("panamatorch.library", file.toString());
        assertThatThrownBy(this::search).isInstanceOf(LoadException.class);
        assertThat(lastLine())
                .startsWith("system property panamatorch.library: " + file + ": ")
                .contains("file too short");
    }

    @Test
    void home_mayHaveTheShimInItsLib() throws IOException {
        Path file =
                Files.write(Files.createDirectory(folder.resolve("lib")).resolve(SHIM), CONTENT);
        properties.put("panamatorch.home", folder.toString());
        assertThatThrownBy(this::search).hasMessageStartingWith(file + ": ");
    }

    @Test
    void home_withoutTheShim_endsTheSearch() {
        properties.put("panamatorch.home", folder.toString());
        assertThatThrownBy(this::search).isInstanceOf(LoadException.class);
        assertThat(lastLine())
                .isEqualTo(
                        "system property panamatorch.home: no file "
                                + SHIM
                                + " in "
                                + folder
                                + " or its lib"
                                + OR_NOT_SET);
    }

    @Test
    void libtorch_thatIsNamedAndNotThere_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("libx.so"), CONTENT);
        properties.put("panamatorch.library", file.toString());
        variables.put("LIBTORCH", "/no/libtorch");
        assertThatThrownBy(this::search)
                .hasMessage(
                        "no "
                                + LibTorchFiles.MAIN
                                + " in /no/libtorch or its lib: name the folder that has LibTorch's"
                                + " lib and include, such as site-packages/torch of a Python"
                                + " environment");
    }

    @Test
    void libtorch_thatPropertyNames_isPreferredToTheVariables() throws IOException {
        properties.put("panamatorch.library", Files.write(folder.resolve("x"), CONTENT).toString());
        properties.put("panamatorch.libtorch", "/no/property");
        variables.put("LIBTORCH", "/no/variable");
        assertThatThrownBy(this::search).hasMessageContaining("/no/property");
    }

    @Test
    void python_withoutTorch_isRefused() throws IOException {
        Files.createDirectories(folder.resolve("venv/lib/python3.12/site-packages"));
        properties.put("panamatorch.library", Files.write(folder.resolve("x"), CONTENT).toString());
        properties.put("panamatorch.python", folder.resolve("venv").toString());
        assertThatThrownBy(this::search)
                .hasMessage(
                        "no site-packages/torch in "
                                + folder.resolve("venv")
                                + ": install it there, pip install torch=="
                                + LibTorchVersion.NEEDED
                                + ".0");
    }

    @Test
    void python_thatIsNoEnvironment_isRefused() throws IOException {
        properties.put("panamatorch.library", Files.write(folder.resolve("x"), CONTENT).toString());
        properties.put("panamatorch.python", folder.toString());
        assertThatThrownBy(this::search)
                .hasMessageStartingWith(
                        folder + " is no environment of Python's, such as python3 -m venv makes: ");
    }

    @Test
    void nativesJar_withoutLibTorch_saysWhatToAdd() throws Exception {
        Path jar = NativesJar.of(SHIM, CONTENT).write(folder.resolve("natives.jar"));
        try (URLClassLoader loader = NativesJar.loader(jar)) {
            assertThatThrownBy(() -> search(loader))
                    .hasMessage(
                            "there is no LibTorch for it. Add the dependency"
                                    + " org.panamatorch:panamatorch-libtorch-bytedeco, or name the"
                                    + " folder of a LibTorch 2.13.0 by the environment variable"
                                    + " LIBTORCH or the system property panamatorch.libtorch, or a"
                                    + " Python environment that has it by panamatorch.python");
        }
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void nativesJar_forANewerCLibrary_saysSo() throws Exception {
        Path jar =
                NativesJar.of(SHIM, CONTENT)
                        .requiringGlibc("99.1")
                        .write(folder.resolve("natives.jar"));
        try (URLClassLoader loader = NativesJar.loader(jar)) {
            assertThatThrownBy(() -> search(loader))
                    .hasMessage(
                            "it needs version 99.1 of the GNU C library, and this system has "
                                    + Platform.glibc()
                                    + ": use a newer system, or a container of one");
        }
    }

    @Test
    void jarOfLibTorch_forANewerCLibrary_saysSo() throws Exception {
        Path shim =
                NativesJar.of(SHIM, CONTENT)
                        .requiringGlibc("2.1")
                        .write(folder.resolve("natives.jar"));
        Path libTorch =
                NativesJar.of("libtorch", LibTorchFiles.MAIN, CONTENT)
                        .requiringGlibc("99.2")
                        .write(folder.resolve("libtorch.jar"));
        try (URLClassLoader loader = NativesJar.loader(shim, libTorch)) {
            assertThatThrownBy(() -> search(loader))
                    .hasMessageMatching(
                            "LibTorch, natives jar, jar:.*/libtorch\\.properties, needs version"
                                    + " 99\\.2 of the GNU C library, and this system has "
                                    + Platform.glibc()
                                    + ": use a newer system, or a container of one");
        }
    }

    @Test
    void versions_areComparedAsNumbers() {
        assertThat(Platform.isOlder("2.9", "2.28")).isTrue();
        assertThat(Platform.isOlder("2.36", "2.4")).isFalse();
        assertThat(Platform.isOlder("2.30", "2.30")).isFalse();
    }
}
