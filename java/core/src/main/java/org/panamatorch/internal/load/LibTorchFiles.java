package org.panamatorch.internal.load;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The libraries that a LibTorch consists of. */
final class LibTorchFiles {
    /** The one by which a folder is known to hold LibTorch. */
    static final String MAIN = System.mapLibraryName("torch_cpu");

    static final String ALLOW_OTHER = "panamatorch.allowLoadedLibtorch";

    // Its value is the file that PanamaTorch has loaded, for other class loaders of the process.
    private static final String LOADED = "org.panamatorch.loadedLibtorch";

    private static final String OPENMP = "libgomp.so.1";

    // What the later ones need comes before them: then they need not find it, and nothing is taken
    // from the system that the folder has. JavaCPP's LibTorch computes with OpenBLAS.
    private static final List<String> IN_ORDER =
            Stream.concat(
                            Stream.of(
                                    OPENMP,
                                    "libquadmath.so.0",
                                    "libgfortran.so.5",
                                    "libopenblas.so.0"),
                            Stream.of("c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch")
                                    .map(System::mapLibraryName))
                    .toList();

    private LibTorchFiles() {}

    /** The folder itself or its {@code lib}, whichever has the file; null where neither has. */
    static Path folderWith(String file, Path folder) {
        return Stream.of(folder, folder.resolve("lib"))
                .filter(place -> Files.isRegularFile(place.resolve(file)))
                .findFirst()
                .orElse(null);
    }

    /** Opens all that is there. */
    static void open(Path folder) throws LoadException {
        for (String name : IN_ORDER) {
            Path file = folder.resolve(name);
            // A second copy of the threads' library would have threads of its own.
            if (Files.isRegularFile(file)
                    && !(name.equals(OPENMP) && !Platform.mapped(OPENMP).isEmpty())) {
                SymbolLookup opened = DynamicLinker.open(file);
                if (name.equals(MAIN)) {
                    LibTorchVersion.require(opened);
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
