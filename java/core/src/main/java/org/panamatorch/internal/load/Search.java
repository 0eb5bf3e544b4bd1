package org.panamatorch.internal.load;

import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the shim and its LibTorch and opens them. Places of the shim in their order:
 *
 * <ol>
 *   <li>the file that the system property {@value #LIBRARY} names
 *   <li>the file that the environment variable {@value #LIBRARY_VARIABLE} names
 *   <li>the folder that the system property {@value #HOME} names, or its {@code lib}
 *   <li>a natives jar
 *   <li>the build's output, {@code target/native/cpu} in a folder above the one that these classes
 *       come from
 * </ol>
 *
 * <p>Those of LibTorch:
 *
 * <ol>
 *   <li>the folder that the system property {@value #LIBTORCH} names, or its {@code lib}
 *   <li>Python's environment that the system property {@value #PYTHON} names
 *   <li>the folder that the environment variable {@value #LIBTORCH_VARIABLE} names, or its {@code
 *       lib}
 *   <li>the folder of the shim, or its {@code lib}
 *   <li>for the shim of a natives jar, another natives jar or JavaCPP's; for any other shim, where
 *       it was built
 * </ol>
 *
 * <p>A place that is named but does not work ends the search: another library than the one that was
 * asked for would be a surprise.
 */
final class Search {
    static final String LIBRARY = "panamatorch.library";
    static final String LIBRARY_VARIABLE = "PANAMATORCH_LIBRARY";
    static final String HOME = "panamatorch.home";
    static final String LIBTORCH = "panamatorch.libtorch";
    static final String LIBTORCH_VARIABLE = "LIBTORCH";
    static final String PYTHON = "panamatorch.python";

    private static final Path BUILD_OUTPUT = Path.of("target", "native", "cpu");
    private static final String SHIM_FILE = System.mapLibraryName("panamatorch");

    private final Settings settings;
    private final Report report;
    private final NativeCache cache;

    // What was done about spinning, once it is.
    private String spinning;

    /**
     * A search.
     *
     * @param settings what it depends on
     * @param report gets what came of each place
     */
    Search(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.cache = new NativeCache(settings);
    }

    /**
     * A shim that is there.
     *
     * @param place where, for the user
     * @param file the file; null where it is in a jar
     * @param packed the jar; null where it is none
     */
    private record Shim(String place, Path file, PackedLibraries packed) {
        String name() {
            return file == null ? SHIM_FILE : file.getFileName().toString();
        }
    }

    /**
     * Opens LibTorch and the shim.
     *
     * @return the shim's functions
     * @throws LoadException if it is not to be had; the report says more
     */
    SymbolLookup open() throws LoadException {
        Shim shim = shim();
        try {
            Requirements.check();
            LibTorchFiles.requireNoOther(settings, report);
            OpenMp.tellOthers(report);
            SymbolLookup symbols = open(shim);
            report.add(shim.place, "used");
            return symbols;
        } catch (LoadException e) {
            report.add(shim.place, e.getMessage());
            throw e;
        }
    }

    /** The change of spinning, told to the user; null before there was one. */
    String spinning() {
        return spinning;
    }

    private SymbolLookup open(Shim shim) throws LoadException {
        LibTorch libTorch = null;
        try {
            libTorch = libTorch(shim);
            spinning = inFolderOf(shim, folder -> OpenMp.shortenSpinning(settings, folder));
            open(libTorch);
            return inFolderOf(shim, folder -> DynamicLinker.open(folder.resolve(shim.name())));
        } catch (LoadException e) {
            if (shim.packed != null) {
                Requirements.explain("it", shim.packed);
            }
            if (libTorch != null && libTorch.packed != null) {
                Requirements.explain("LibTorch, " + libTorch.packed.place() + ",", libTorch.packed);
            }
            throw e;
        } finally {
            LibTorchFiles.remember();
        }
    }

    private <T> T inFolderOf(Shim shim, NativeCache.Use<T> use) throws LoadException {
        return shim.packed == null ? use.of(shim.file.getParent()) : cache.use(shim.packed, use);
    }

    private Shim shim() throws LoadException {
        Shim named = named("system property " + LIBRARY, settings.property(LIBRARY), true);
        if (named == null) {
            named =
                    named(
                            "environment variable " + LIBRARY_VARIABLE,
                            settings.variable(LIBRARY_VARIABLE),
                            true);
        }
        if (named == null) {
            named = named("system property " + HOME, settings.property(HOME), false);
        }
        if (named != null) {
            return named;
        }
        PackedLibraries packed = packedShim();
        return packed == null ? buildOutput() : new Shim(packed.place(), null, packed);
    }

    private Shim named(String place, String value, boolean isFile) throws LoadException {
        if (value == null) {
            report.add(place, "not set");
            return null;
        }
        Path named = Path.of(value).toAbsolutePath();
        Path file = isFile ? named : LibTorchFiles.folderWith(SHIM_FILE, named);
        if (file != null && !isFile) {
            file = file.resolve(SHIM_FILE);
        }
        if (file == null || !Files.isRegularFile(file)) {
            throw refused(
                    place,
                    "no file "
                            + (isFile ? named : SHIM_FILE + " in " + named + " or its lib")
                            + ": correct it, or leave it unset to have the next places searched");
        }
        return new Shim(place, file, null);
    }

    private PackedLibraries packedShim() throws LoadException {
        try {
            PackedLibraries packed = PackedLibraries.find("shim", settings.resources());
            if (packed == null) {
                report.add(
                        "natives jar",
                        "none for "
                                + Platform.name()
                                + " on the class path or among the modules that are resolved");
            }
            return packed;
        } catch (LoadException e) {
            report.add("natives jar", e.getMessage());
            throw e;
        }
    }

    private Shim buildOutput() throws LoadException {
        Path file = BUILD_OUTPUT.resolve(SHIM_FILE);
        for (Path folder = settings.classes(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(file))) {
                return new Shim("build output", folder.resolve(file).toAbsolutePath(), null);
            }
        }
        throw refused(
                "build output",
                "no "
                        + file
                        + " in any folder above "
                        + settings.classes()
                        + "\nIn a project of yours, add the dependency"
                        + " org.panamatorch:panamatorch-native with the classifier "
                        + Platform.name()
                        + ", or name the file with -D"
                        + LIBRARY
                        + "=...; in a clone of PanamaTorch, build it with scripts/build-native.");
    }

    /**
     * Where LibTorch is.
     *
     * @param folder the folder; null where it is in jars
     * @param packed the jars; null where it is in a folder
     */
    private record LibTorch(Path folder, PackedLibraries packed) {}

    /** The LibTorch for a shim; null for one that knows where it was built. */
    private LibTorch libTorch(Shim shim) throws LoadException {
        Path folder = namedLibTorch();
        if (folder == null && shim.file != null) {
            folder = LibTorchFiles.folderWith(LibTorchFiles.MAIN, shim.file.getParent());
        }
        if (folder != null) {
            return new LibTorch(folder, null);
        }
        if (shim.packed == null) {
            return null;
        }
        PackedLibraries packed = PackedLibraries.find("libtorch", settings.resources());
        if (packed == null) {
            packed = PackedLibraries.ofBytedeco(settings.resources());
        }
        if (packed == null) {
            throw new LoadException(
                    "there is no LibTorch for it. Add the dependency"
                            + " org.panamatorch:panamatorch-libtorch-bytedeco, or name the folder"
                            + " of a LibTorch "
                            + shim.packed.libtorch()
                            + " by the environment variable "
                            + LIBTORCH_VARIABLE
                            + " or the system property "
                            + LIBTORCH
                            + ", or a Python environment that has it by "
                            + PYTHON);
        }
        return new LibTorch(null, packed);
    }

    private void open(LibTorch libTorch) throws LoadException {
        if (libTorch == null) {
            return;
        }
        if (libTorch.packed == null) {
            LibTorchFiles.open(libTorch.folder, report);
            return;
        }
        cache.use(
                libTorch.packed,
                unpacked -> {
                    LibTorchFiles.open(unpacked, report);
                    return unpacked;
                });
        report.add("LibTorch", libTorch.packed.place());
    }

    private Path namedLibTorch() throws LoadException {
        Path folder = libTorchIn("system property " + LIBTORCH, settings.property(LIBTORCH));
        if (folder == null) {
            folder = libTorchOfPython(settings.property(PYTHON));
        }
        if (folder == null) {
            folder =
                    libTorchIn(
                            "environment variable " + LIBTORCH_VARIABLE,
                            settings.variable(LIBTORCH_VARIABLE));
        }
        return folder;
    }

    private Path libTorchIn(String place, String value) throws LoadException {
        if (value == null) {
            return null;
        }
        Path named = Path.of(value).toAbsolutePath();
        Path folder = LibTorchFiles.folderWith(LibTorchFiles.MAIN, named);
        if (folder == null) {
            throw refused(
                    place,
                    "no "
                            + LibTorchFiles.MAIN
                            + " in "
                            + named
                            + " or its lib: name the folder that has LibTorch's lib and include,"
                            + " such as site-packages/torch of a Python environment");
        }
        report.add(place, "LibTorch is taken from there");
        return folder;
    }

    private Path libTorchOfPython(String value) throws LoadException {
        if (value == null) {
            return null;
        }
        Path environment = Path.of(value).toAbsolutePath();
        String place = "system property " + PYTHON;
        Path windows = environment.resolve("Lib/site-packages");
        if (Files.isDirectory(windows.resolve("torch"))) {
            return libTorchIn(place, windows.resolve("torch").toString());
        }
        try (DirectoryStream<Path> versions =
                Files.newDirectoryStream(environment.resolve("lib"), "python3*")) {
            for (Path version : versions) {
                Path torch = version.resolve("site-packages/torch");
                if (Files.isDirectory(torch)) {
                    return libTorchIn(place, torch.toString());
                }
            }
        } catch (IOException e) {
            throw refused(
                    place,
                    environment
                            + " is no environment of Python's, such as python3 -m venv makes: "
                            + e);
        }
        throw refused(
                place,
                "no site-packages/torch in "
                        + environment
                        + ": install it there, pip install torch=="
                        + LibTorchVersion.NEEDED
                        + ".0");
    }

    private LoadException refused(String place, String reason) {
        report.add(place, reason);
        return new LoadException(reason);
    }
}
