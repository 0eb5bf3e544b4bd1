package org.panamatorch.internal.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The threads' library of LibTorch. Its threads wait for the next piece of work by spinning, which
 * on a busy machine keeps from running whom they wait for.
 */
final class OpenMp {
    /** LibTorch's, on Linux. */
    static final String LIBRARY = "libgomp.so.1";

    static final String PROPERTY = "panamatorch.spin";

    /** A library that shortens the spinning when it is opened, and does nothing else. */
    static final String SHORT_SPIN_LIBRARY = System.mapLibraryName("panamatorch_short_spin");

    // How the files of others are named. Python's wheels have copies by other names; Open MPI has a
    // libompitrace.
    private static final String[] OTHERS = {
        "libiomp5", "libomp.", "libomp5", "libomp-", "libgomp-"
    };

    private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

    // As short_spin.c has it.
    private static final String SHORT_SPIN = "1000";

    private static final List<String> USERS_CHOICES =
            List.of(SPIN_COUNT, "OMP_WAIT_POLICY", "GOMP_CPU_AFFINITY", "OMP_PROC_BIND");

    private OpenMp() {}

    /**
     * Shortens the spinning, unless the user has chosen otherwise. It must come before the library
     * is loaded, which reads its environment once.
     *
     * @param settings tell of the user's choice
     * @param shim the folder of the shim, which has {@link #SHORT_SPIN_LIBRARY}; may be null
     * @return what was done, for the user
     * @throws LoadException if nothing in the folder can be opened
     */
    static String shortenSpinning(Settings settings, Path shim) throws LoadException {
        for (String variable : USERS_CHOICES) {
            if (settings.variable(variable) != null) {
                return variable + " is set: left as it is";
            }
        }
        String property = settings.property(PROPERTY);
        if ("default".equals(property)) {
            return "left as it is, by system property " + PROPERTY;
        }
        if (!Platform.isLinux()) {
            return "left as it is";
        }
        String count = property == null ? SHORT_SPIN : property;
        Path library = shim == null ? null : shim.resolve(SHORT_SPIN_LIBRARY);
        if (property == null && library != null && Files.isRegularFile(library)) {
            DynamicLinker.open(library);
        } else {
            setVariable(SPIN_COUNT, count);
        }
        return SPIN_COUNT + " set to " + count;
    }

    /**
     * Tells of other libraries of the kind that the process has.
     *
     * @param report gets it
     */
    static void tellOthers(Report report) {
        for (Path other : Platform.mapped(OTHERS)) {
            String finding =
                    "this process has loaded "
                            + other
                            + " already, and LibTorch brings "
                            + LIBRARY
                            + ": each has threads of its own, which take the processors from"
                            + " one another; OMP_NUM_THREADS says how many each may have";
            report.add("OpenMP", finding);
            System.getLogger("org.panamatorch").log(System.Logger.Level.WARNING, finding);
        }
    }

    // By the JDK's linker, which takes a fresh JVM a tenth of a second to make ready.
    private static void setVariable(String name, String value) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup system = linker.defaultLookup();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment setenv = system.findOrThrow("setenv");
            int _ =
                    (int)
                            linker.downcallHandle(
                                            setenv,
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT,
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.JAVA_INT))
                                    .invokeExact(
                                            arena.allocateFrom(name), arena.allocateFrom(value), 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
