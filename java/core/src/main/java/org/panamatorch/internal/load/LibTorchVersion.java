package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The version of LibTorch that these classes were made for, as the shim was: its first two numbers
 * must be the same at all three places, as operators and C++ classes change with the second.
 */
final class LibTorchVersion {
    /** The version, such as {@code 2.13}. */
    static final String NEEDED =
            PanamaTorch.PT_LIBTORCH_MAJOR() + "." + PanamaTorch.PT_LIBTORCH_MINOR();

    // A byte each from the left: major, minor, patch.
    private static final int MAJOR_SHIFT = 56;
    private static final int MINOR_SHIFT = 48;
    private static final int PATCH_SHIFT = 40;

    private LibTorchVersion() {}

    static boolean fits(String version) {
        return version.equals(NEEDED) || version.startsWith(NEEDED + ".");
    }

    /**
     * Refuses another version before the shim is linked with it, which would fail over some symbol.
     *
     * @param libtorch LibTorch's main library
     * @param file its file
     * @throws LoadException if it is of another version
     */
    static void require(SymbolLookup libtorch, Path file) throws LoadException {
        var function = libtorch.find("aoti_torch_abi_version");
        if (function.isEmpty()) {
            return;
        }
        long version;
        try {
            version =
                    (long)
                            Linker.nativeLinker()
                                    .downcallHandle(
                                            function.get(),
                                            FunctionDescriptor.of(ValueLayout.JAVA_LONG))
                                    .invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        String text =
                part(version, MAJOR_SHIFT)
                        + "."
                        + part(version, MINOR_SHIFT)
                        + "."
                        + part(version, PATCH_SHIFT);
        if (!fits(text)) {
            throw new LoadException(
                    file
                            + " is LibTorch "
                            + text
                            + ", and these classes need LibTorch "
                            + NEEDED
                            + ": name one of that version, such as the torch folder of Python's"
                            + " package torch=="
                            + NEEDED
                            + ".0, or build PanamaTorch for "
                            + text
                            + " (docs/UPGRADING.md)");
        }
    }

    private static long part(long version, int shift) {
        return version >>> shift & 0xFF;
    }
}
