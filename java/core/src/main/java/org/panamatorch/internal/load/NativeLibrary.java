package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.warn.NativeWarnings;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and loads the shim, once, and checks that it fits. Places in their order:
 *
 * <ol>
 *   <li>the file that the system property {@value #PROPERTY} names
 *   <li>the file that the environment variable {@value #VARIABLE} names
 *   <li>the build's output, {@code target/native/cpu} in a folder above the one that these classes
 *       come from
 * </ol>
 *
 * <p>A place that is named but does not work ends the search: another library than the one that was
 * asked for.
 */
public final class NativeLibrary {
    static final String PROPERTY = "panamatorch.library";
    static final String VARIABLE = "PANAMATORCH_LIBRARY";

    private static final String LIBTORCH_VERSION = "2.13.0";
    private static final Path BUILD_OUTPUT = Path.of("target", "native", "cpu");

    // All that is initialized at once.
    private static final int HEAP_BYTES = 4 << 20;

    private static volatile boolean loaded;

    // The thread that is loading, whose own calls need not wait for it.
    private static Thread loading;

    private NativeLibrary() {}

    /**
     * Loads the library unless it is loaded.
     *
     * @throws UnsatisfiedLinkError if no place has it, or it does not fit
     */
    public static void load() {
        if (!loaded && Thread.currentThread() != loading) {
            loadOnce();
        }
    }

    /**
     * Links a function, once the library is loaded; every call of one that is not linked comes here
     * first. So no static initializer loads the library, which could not be tried again.
     *
     * @param linking links it
     */
    public static void link(Runnable linking) {
        load();
        FullStack.run(linking);
    }

    private static synchronized void loadOnce() {
        if (!loaded) {
            FullStack.run(NativeLibrary::loadHere);
            loaded = true;
        }
    }

    private static void loadHere() {
        loading = Thread.currentThread();
        FullStack.requireHeap(HEAP_BYTES);
        loadFrom(System.getProperty(PROPERTY), System.getenv(VARIABLE), classes());
        checkVersions();
        require(PanamaTorch.pt_memory_track());
        setLimits();
        // Before any operator is called, on whatever thread.
        require(PanamaTorch.pt_checks_install());
        NativeWarnings.listen();
        // Python does not by default, and says that programs may end by it.
        PanamaTorch.pt_set_check_sparse_invariants(1);
        // Linked now: releasing must work where there is no room for that.
        PanamaTorch.pt_tensor_free(MemorySegment.NULL);
        PanamaTorch.pt_tensors_free(MemorySegment.NULL, 0);
        EarlyClasses.initialize();
    }

    static void loadFrom(String property, String variable, Path classes) {
        List<String> attempts = new ArrayList<>();
        if (!loadNamed("system property " + PROPERTY, property, attempts)
                && !loadNamed("environment variable " + VARIABLE, variable, attempts)
                && !loadBuildOutput(classes, attempts)) {
            throw failure(attempts);
        }
    }

    private static boolean loadNamed(String place, String file, List<String> attempts) {
        if (file == null || file.isEmpty()) {
            attempts.add(place + ": not set");
            return false;
        }
        if (!loadFile(place, Path.of(file), attempts)) {
            throw failure(attempts);
        }
        return true;
    }

    private static boolean loadBuildOutput(Path classes, List<String> attempts) {
        Path file = BUILD_OUTPUT.resolve(System.mapLibraryName("panamatorch"));
        for (Path folder = classes; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(file))) {
                return loadFile("build output", folder.resolve(file), attempts);
            }
        }
        attempts.add("build output: no " + file + " in any folder above " + classes);
        return false;
    }

    private static boolean loadFile(String place, Path file, List<String> attempts) {
        if (!Files.isRegularFile(file)) {
            attempts.add(place + ": no file " + file);
            return false;
        }
        try {
            loadOnce(file.toAbsolutePath());
            return true;
        } catch (UnsatisfiedLinkError | IOException e) {
            attempts.add(place + ": " + file + ": " + e.getMessage());
            return false;
        }
    }

    private static UnsatisfiedLinkError failure(List<String> attempts) {
        StringBuilder text =
                new StringBuilder("cannot load the native library of PanamaTorch; places tried:");
        for (int i = 0; i < attempts.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(attempts.get(i));
        }
        text.append(
                "\nBuild it with scripts/build-native, or name the file with -D"
                        + PROPERTY
                        + "=...");
        return new UnsatisfiedLinkError(text.toString());
    }

    private static void loadOnce(Path file) throws IOException {
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError e) {
            if (e.getMessage() == null
                    || !e.getMessage().contains("already loaded in another classloader")) {
                throw e;
            }
            // The JVM lends a file to one class loader only; under another name the second one gets
            // it as well.
            Path folder = Files.createTempDirectory("panamatorch");
            Path copy = Files.copy(file, folder.resolve(file.getFileName()));
            copy.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
            System.load(copy.toString());
        }
    }

    private static Path classes() {
        CodeSource source = NativeLibrary.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void checkVersions() {
        long abi = PanamaTorch.pt_abi_version();
        if (abi != PanamaTorch.PT_ABI_VERSION()) {
            throw new UnsatisfiedLinkError(
                    "the native library has version "
                            + abi
                            + " of the interface, these classes need "
                            + PanamaTorch.PT_ABI_VERSION()
                            + "; use the library and the jar of one release");
        }
        String running = PanamaTorch.pt_libtorch_version().reinterpret(Long.MAX_VALUE).getString(0);
        String built =
                PanamaTorch.pt_libtorch_build_version().reinterpret(Long.MAX_VALUE).getString(0);
        if (!running.startsWith(LIBTORCH_VERSION) || !built.equals(running)) {
            throw new UnsatisfiedLinkError(
                    "LibTorch "
                            + running
                            + " was loaded and the native library was built for "
                            + built
                            + ", these classes need "
                            + LIBTORCH_VERSION);
        }
    }

    private static void require(int status) {
        if (status != PanamaTorch.PT_OK()) {
            throw new UnsatisfiedLinkError(
                    PanamaTorch.pt_error_message().reinterpret(Long.MAX_VALUE).getString(0));
        }
    }

    private static void setLimits() {
        Long limit = Long.getLong("panamatorch.memory.limit");
        if (limit != null) {
            PanamaTorch.pt_memory_set_limit(Math.max(0, limit));
        }
        Long cacheLimit = Long.getLong("panamatorch.memory.cacheLimit");
        if (cacheLimit != null) {
            PanamaTorch.pt_memory_limit_cache(Math.max(0, cacheLimit));
        }
    }
}
