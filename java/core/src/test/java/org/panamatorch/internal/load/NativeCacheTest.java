package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class NativeCacheTest {
    private static final byte[] CONTENT = "not really a library".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void nameCache() {
        properties.put("panamatorch.cache", folder.resolve("cache").toString());
    }

    private NativeCache cache() {
        return new NativeCache(new Settings(properties::get, name -> null, null, null));
    }

    private PackedLibraries packed(NativesJar jar) throws IOException, LoadException {
        Path file = jar.write(folder.resolve("natives.jar"));
        try (URLClassLoader loader = NativesJar.loader(file)) {
            return PackedLibraries.find("shim", loader);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void use_unpacksIntoAFolderNamedByContent() throws Exception {
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        Path used = cache().use(packed, unpacked -> unpacked);
        assertThat(used).isEqualTo(folder.resolve("cache").resolve(packed.key()));
        assertThat(packed.key()).matches("[0-9a-f]{16}");
        assertThat(used.resolve("libx.so")).hasBinaryContent(CONTENT);
        assertThat(names(folder.resolve("cache")))
                .containsExactly(packed.key(), packed.key() + ".lock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(used.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void use_ofWhatIsThere_writesNothing() throws Exception {
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        Path file = cache().use(packed, unpacked -> unpacked.resolve("libx.so"));
        Object key = Files.getAttribute(file, "unix:ino");
        cache().use(packed, unpacked -> unpacked);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(key);
    }

    @Test
    void use_ofWhatWasCutOff_unpacksAnew() throws Exception {
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        Path file = cache().use(packed, unpacked -> unpacked.resolve("libx.so"));
        Files.write(file, new byte[3]);
        cache().use(packed, unpacked -> unpacked);
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void use_byManyAtOnce_givesAllTheSameFolder() throws Exception {
        PackedLibraries packed = packed(NativesJar.of("libx.so", new byte[3_000_000]));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Path>> uses =
                    IntStream.range(0, 8)
                            .<Callable<Path>>mapToObj(
                                    i -> () -> cache().use(packed, unpacked -> unpacked))
                            .toList();
            for (Future<Path> used : threads.invokeAll(uses)) {
                assertThat(used.get().resolve("libx.so")).hasSize(3_000_000);
            }
        }
        assertThat(names(folder.resolve("cache"))).hasSize(2);
    }

    @Test
    void use_ofDamagedJar_leavesNothing() throws Exception {
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT).damaged("libx.so"));
        assertThatThrownBy(() -> cache().use(packed, unpacked -> unpacked))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("libx.so is damaged: its SHA-256 is ");
        assertThat(names(folder.resolve("cache"))).containsExactly(packed.key() + ".lock");
    }

    @Test
    void use_ofARootOthersMayWriteTo_isRefused() throws Exception {
        Path root = Files.createDirectory(folder.resolve("cache"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        assertThatThrownBy(() -> cache().use(packed, unpacked -> unpacked))
                .hasMessage(
                        "cannot be unpacked: "
                                + root
                                + ": others may write there (chmod 700 mends it); name a folder of"
                                + " yours that is not mounted noexec with"
                                + " -Dpanamatorch.cache=...");
    }

    @Test
    void use_whereNothingCanBeExecuted_goesOnToTheNextRoot() throws Exception {
        properties.remove("panamatorch.cache");
        properties.put("user.home", folder.resolve("home").toString());
        properties.put("java.io.tmpdir", folder.resolve("tmp").toString());
        properties.put("os.name", "Linux");
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        Path home = folder.resolve("home/.cache/panamatorch");
        Path used =
                cache().use(
                                packed,
                                unpacked -> {
                                    if (unpacked.startsWith(home)) {
                                        throw new LoadException(
                                                "libx.so: failed to map segment from shared"
                                                        + " object");
                                    }
                                    return unpacked;
                                });
        assertThat(used).startsWith(folder.resolve("tmp"));
    }

    @Test
    void use_whereTheHomeIsAFile_goesOnToTheNextRoot() throws Exception {
        properties.remove("panamatorch.cache");
        properties.put("user.home", Files.createFile(folder.resolve("home")).toString());
        properties.put("java.io.tmpdir", folder.resolve("tmp").toString());
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        Path used = cache().use(packed, unpacked -> unpacked);
        assertThat(used).startsWith(folder.resolve("tmp"));
    }

    @Test
    void use_thatFailsForItsOwnReason_triesNoOtherRoot() throws Exception {
        properties.remove("panamatorch.cache");
        properties.put("user.home", folder.resolve("home").toString());
        properties.put("java.io.tmpdir", folder.resolve("tmp").toString());
        PackedLibraries packed = packed(NativesJar.of("libx.so", CONTENT));
        assertThatThrownBy(
                        () ->
                                cache().use(
                                                packed,
                                                unpacked -> {
                                                    throw new LoadException("undefined symbol: x");
                                                }))
                .hasMessage("undefined symbol: x");
        assertThat(folder.resolve("tmp")).doesNotExist();
    }

    @Test
    void roots_followTheUsersCacheFolder() {
        properties.remove("panamatorch.cache");
        properties.put("user.home", "/home/u");
        properties.put("user.name", "ü");
        properties.put("java.io.tmpdir", "/tmp");
        Settings settings =
                new Settings(properties::get, Map.of("XDG_CACHE_HOME", "/xdg")::get, null, null);
        assertThat(new NativeCache(settings).roots())
                .containsExactly(Path.of("/xdg/panamatorch"), Path.of("/tmp/panamatorch-000000fc"));
    }

    @Test
    void find_ofAManifestWithoutSizes_saysThatTheJarIsDamaged() throws Exception {
        Path jar = folder.resolve("natives.jar");
        NativesJar.of("libx.so", CONTENT).write(jar);
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Files.writeString(
                    files.getPath("org/panamatorch/natives", Platform.name(), "shim.properties"),
                    "files=libx.so");
        }
        try (URLClassLoader loader = NativesJar.loader(jar)) {
            assertThatThrownBy(() -> PackedLibraries.find("shim", loader))
                    .isInstanceOf(LoadException.class)
                    .hasMessageStartingWith("natives jar, jar:file:")
                    .hasMessageContaining("shim.properties: is damaged: ");
        }
    }
}
