package org.panamatorch.internal.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/**
 * NVIDIA's driver, without which a LibTorch with CUDA computes on the CPU alone. LibTorch says so
 * where a GPU is asked for; here it is told as soon as it is known.
 */
final class CudaDriver {
    private static final String LIBRARY = "libcuda.so.1";
    private static final String RUNTIME = "libcudart.so.";

    // A version 12.4 is 12040.
    private static final int MAJOR = 1000;
    private static final int MINOR = 10;

    private CudaDriver() {}

    /**
     * Tells of a driver that is missing or too old.
     *
     * @param report gets it
     */
    static void check(Report report) {
        for (var runtime : Platform.mapped(RUNTIME)) {
            String name = runtime.getFileName().toString();
            int needed = Integer.parseInt(name.substring(RUNTIME.length()).split("\\.")[0]);
            OptionalInt driver = version();
            String finding = finding(driver, needed);
            if (finding != null) {
                report.add("CUDA", finding);
                if (driver.isPresent()) {
                    System.getLogger("org.panamatorch").log(System.Logger.Level.WARNING, finding);
                }
            }
        }
    }

    /**
     * Tells what is wrong with a driver.
     *
     * @param driver the newest CUDA that it knows, such as 12040; empty where there is none
     * @param needed the major version of CUDA that LibTorch was built with
     * @return in words; null where nothing is
     */
    static String finding(OptionalInt driver, int needed) {
        if (driver.isEmpty()) {
            return "there is no NVIDIA driver ("
                    + LIBRARY
                    + "): this LibTorch, for CUDA "
                    + needed
                    + ", computes on the CPU alone";
        }
        int version = driver.getAsInt();
        if (version / MAJOR >= needed) {
            return null;
        }
        return "the NVIDIA driver knows CUDA up to "
                + version / MAJOR
                + "."
                + version % MAJOR / MINOR
                + ", and this LibTorch is for CUDA "
                + needed
                + ": it computes on the CPU alone until there is a newer driver, or take a LibTorch"
                + " for CUDA "
                + version / MAJOR;
    }

    private static OptionalInt version() {
        MemorySegment function;
        try {
            function =
                    SymbolLookup.libraryLookup(LIBRARY, Arena.global())
                            .findOrThrow("cuDriverGetVersion");
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // None, or a library of its name that is no driver.
            return OptionalInt.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
            int status =
                    (int)
                            Linker.nativeLinker()
                                    .downcallHandle(
                                            function,
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                                    .invokeExact(version);
            return status == 0
                    ? OptionalInt.of(version.get(ValueLayout.JAVA_INT, 0))
                    : OptionalInt.empty();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
