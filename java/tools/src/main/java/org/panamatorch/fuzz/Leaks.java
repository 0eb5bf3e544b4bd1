package org.panamatorch.fuzz;

import org.panamatorch.NativeMemory;

import java.util.concurrent.locks.LockSupport;

/**
 * What native objects and bytes are held.
 *
 * @param handles the objects
 * @param bytes the bytes of CPU tensors
 */
record Leaks(long handles, long bytes) {
    // A forgotten scope becomes the collector's in one collection, is released in another, and a
    // thread of the JDK acts in between, which may have to wait for a processor.

    /** Looks for 0.4 s, which each smaller candidate for a known leak takes. */
    static final int SOON = 4;

    /** Looks for 1.7 s: with nine programs for each processor 0.4 s were too few. */
    static final int PATIENTLY = 5;

    private static final long PAUSE_NANOS = 5_000_000;

    static Leaks now() {
        return new Leaks(NativeMemory.liveHandles(), NativeMemory.cpuBytes());
    }

    /**
     * What is still held beyond an earlier state, when all is released that can be; or null.
     *
     * @param looks how often nothing more has been released, {@link #SOON} or {@link #PATIENTLY}
     */
    static String since(Leaks before, Journal journal, int looks) {
        Leaks last = now();
        for (int unchanged = 0; unchanged < looks; ) {
            // Each four times as long as the one before.
            LockSupport.parkNanos(PAUSE_NANOS << 2 * unchanged);
            NativeMemory.collect();
            journal.beat();
            Leaks now = now();
            if (now.handles <= before.handles && now.bytes <= before.bytes) {
                return null;
            }
            unchanged = now.equals(last) ? unchanged + 1 : 0;
            last = now;
        }
        return (last.handles - before.handles)
                + " objects and "
                + (last.bytes - before.bytes)
                + " bytes more";
    }
}
