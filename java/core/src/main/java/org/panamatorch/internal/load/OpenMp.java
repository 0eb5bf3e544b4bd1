package org.panamatorch.internal.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The threads' library of LibTorch. Its threads wait for the next piece of work by spinning, which
 * on a busy machine keeps from running whom they wait for.
 */
final class OpenMp {
    static final String PROPERTY = "panamatorch.spin";

    private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

    // Some microseconds: as long as the gap between two operators.
    private static final String SHORT_SPIN = "1000";

    private static final List<String> USERS_CHOICES =
            List.of(SPIN_COUNT, "OMP_WAIT_POLICY", "GOMP_CPU_AFFINITY", "OMP_PROC_BIND");

    private OpenMp() {}

    /**
     * Shortens the spinning, unless the user has chosen otherwise. It must come before the library
     * is loaded, which reads its environment once.
     *
     * @param settings tell of the user's choice
     * @return what was done, for the user
     */
    static String shortenSpinning(Settings settings) {
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
        setVariable(SPIN_COUNT, property == null ? SHORT_SPIN : property);
        return SPIN_COUNT + " set to " + (property == null ? SHORT_SPIN : property);
    }

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
