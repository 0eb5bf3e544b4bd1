package org.panamatorch.internal.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * Opens native libraries, which stay open. Other than {@code System.load} it opens one file for any
 * number of class loaders.
 */
final class DynamicLinker {
    // The same in the C libraries of Linux and macOS.
    private static final int RTLD_LAZY = 1;

    private DynamicLinker() {}

    static SymbolLookup open(Path file) throws LoadException {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            String reason = reason(file, e);
            // Most systems begin with the file themselves.
            throw new LoadException(
                    reason.startsWith(file + ": ") ? reason : file + ": " + reason, e);
        }
    }

    // The JDK does not tell what the system has said, so the system is asked again.
    private static String reason(Path file, IllegalArgumentException failure) {
        SymbolLookup system = Linker.nativeLinker().defaultLookup();
        var dlopen = system.find("dlopen");
        var dlerror = system.find("dlerror");
        if (dlopen.isEmpty() || dlerror.isEmpty()) {
            return failure.getMessage();
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            var library =
                    (MemorySegment)
                            linker.downcallHandle(
                                            dlopen.get(),
                                            FunctionDescriptor.of(
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.JAVA_INT))
                                    .invokeExact(arena.allocateFrom(file.toString()), RTLD_LAZY);
            if (!library.equals(MemorySegment.NULL)) {
                return failure.getMessage();
            }
            var text =
                    (MemorySegment)
                            linker.downcallHandle(
                                            dlerror.get(),
                                            FunctionDescriptor.of(ValueLayout.ADDRESS))
                                    .invokeExact();
            return text.equals(MemorySegment.NULL)
                    ? failure.getMessage()
                    : inPlainWords(file, text.reinterpret(Long.MAX_VALUE).getString(0));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Adds to a text of the system's what it means and what to do.
     *
     * @param file what was opened
     * @param text what the system says of it
     * @return the text with more
     */
    static String inPlainWords(Path file, String text) {
        if (ElfHeader.isForAnotherMachine(file)) {
            // The system says that there is no such file.
            return "is for another processor or system than this JVM, which is "
                    + Platform.name()
                    + ": take the one that was built for it";
        }
        if (text.contains("failed to map segment")) {
            return text + " (the file system is mounted noexec, or forbids to run what is on it)";
        }
        if (text.contains("version `GLIBC_")) {
            return text
                    + " (this system's GNU C library is "
                    + Platform.glibc()
                    + ": use a newer system, or a container of one)";
        }
        if (text.contains("version `GLIBCXX_") || text.contains("version `CXXABI_")) {
            return text
                    + " (this system's C++ runtime is too old: use a newer system, a container of"
                    + " one, or start with LD_LIBRARY_PATH naming a folder with a newer"
                    + " libstdc++.so.6)";
        }
        if (text.contains("libstdc++.so.6") || text.contains("libgcc_s.so.1")) {
            return text + " (install the C++ runtime: Debian's libstdc++6)";
        }
        if (text.contains("static TLS block")) {
            return text
                    + " (start with LD_PRELOAD naming that file, or with"
                    + " GLIBC_TUNABLES=glibc.rtld.optional_static_tls=16384)";
        }
        return text;
    }
}
