package org.panamatorch.internal.load;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The libraries that a LibTorch consists of. */
final class LibTorchFiles {
    /** The one by which a folder is known to hold LibTorch. */
    static final String MAIN = System.mapLibraryName("torch_cpu");

    static final String ALLOW_OTHER = "panamatorch.allowLoadedLibtorch";

    // Its value is the file that PanamaTorch has loaded, for other class loaders of the process.
    private static final String LOADED = "org.panamatorch.loadedLibtorch";

    private static final String CUDA = System.mapLibraryName("c10_cuda");

    // What the later ones need comes before them: then they need not find it, and nothing is taken
    // from the system that the folder has. JavaCPP's LibTorch computes with OpenBLAS.
    private static final List<String> IN_ORDER =
            List.of(
                    OpenMp.LIBRARY,
                    "libquadmath.so.0",
                    "libgfortran.so.5",
                    "libopenblas.so.0",
                    System.mapLibraryName("c10"),
                    MAIN,
                    CUDA,
                    System.mapLibraryName("torch_cuda"),
                    System.mapLibraryName("torch"));

    private LibTorchFiles() {}

    /** The folder itself or its {@code lib}, whichever has the file; null where neither has. */
    static Path folderWith(String file, Path folder) {
        if (Files.isRegularFile(folder.resolve(file))) {
            return folder;
        }
        Path lib = folder.resolve("lib");
        return Files.isRegularFile(lib.resolve(file)) ? lib : null;
    }

    /** Opens all that is there; the report gets what the user should know of it. */
    static void open(Path folder, Report report) throws LoadException {
        for (String name : IN_ORDER) {
            Path file = folder.resolve(name);
            // A second copy of the threads' library would have threads of its own.
            if (Files.isRegularFile(file)
                    && !(name.equals(OpenMp.LIBRARY) && !Platform.mapped(name).isEmpty())) {
                SymbolLookup opened = DynamicLinker.open(file);
                if (name.equals(MAIN)) {
                    LibTorchVersion.require(opened, file);
                } else if (name.equals(CUDA)) {
                    CudaDriver.check(report);
                }
            }
        }
    }

    /** Remembers what was loaded. */
    static void remember() {
        Platform.mapped(MAIN).forEach(file -> System.setProperty(LOADED, file.toString()));
    }

    /**
     * Refuses to add a second LibTorch to a process: the dynamic linker would mix them.
     *
     * @param settings may allow it
     * @param report gets a line where there is one
     * @throws LoadException if there is one
     */
    static void requireNoOther(Settings settings, Report report) throws LoadException {
        for (Path loaded : Platform.mapped(MAIN)) {
            if (loaded.toString().equals(System.getProperty(LOADED))) {
                continue;
            }
            if (!Boolean.parseBoolean(settings.property(ALLOW_OTHER))) {
                throw new LoadException(
                        "this process has loaded another LibTorch already, "
                                + loaded
                                + " (DJL, JavaCPP's presets, or an embedded Python), and one"
                                + " process can have only one; with -D"
                                + ALLOW_OTHER
                                + "=true that one is used");
            }
            report.add("LibTorch", loaded + ", which was loaded already");
        }
    }
}
