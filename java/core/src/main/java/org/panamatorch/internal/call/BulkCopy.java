package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Copies from Java's arrays to native memory by the C library, which takes two thirds of the time
 * that the JVM does. (To arrays it takes longer: they do not begin where its stores want to.)
 */
public final class BulkCopy {
    /** From so many bytes on it is worth the call. */
    public static final long LEAST = 64 << 10;

    // Less than a tenth of a millisecond, some more in fresh memory, in which the JVM cannot stop
    // the thread. Smaller pieces take longer together.
    private static final long PIECE = 4 << 20;

    // Linked by the first copy, which tries again where that fails, as an initializer could not; it
    // need not be a constant for the compiler beside what is copied.
    private static volatile MethodHandle function;

    private BulkCopy() {}

    /**
     * Copies bytes.
     *
     * @param from an array's memory
     * @param to native memory that is there until the end, where that many bytes have room
     * @param bytes how many
     */
    public static void copy(MemorySegment from, MemorySegment to, long bytes) {
        MethodHandle copy = linked();
        for (long at = 0; at < bytes; at += PIECE) {
            long piece = Math.min(PIECE, bytes - at);
            try {
                copy.invokeExact(to.asSlice(at, piece), from.asSlice(at, piece), piece);
            } catch (Throwable e) {
                throw Critical.unexpected(e);
            }
        }
    }

    private static MethodHandle linked() {
        if (function == null) {
            NativeLibrary.link(BulkCopy::link);
        }
        return function;
    }

    private static void link() {
        function =
                Linker.nativeLinker()
                        .downcallHandle(
                                PanamaTorch.pt_memory_copy$address(),
                                PanamaTorch.pt_memory_copy$descriptor(),
                                Linker.Option.critical(true));
    }
}
