package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of Java's that tensors are over, kept reachable as long as they are. The last view of a
 * tensor may die on any thread, also on one of LibTorch's, which must not enter Java: it only
 * leaves a note, and a thread here reads the notes.
 */
public final class LentMemory {
    private static final Map<Long, MemorySegment> lent = new ConcurrentHashMap<>();
    private static final AtomicLong tokens = new AtomicLong();

    private static final int NOTES = 64;

    static {
        NativeLibrary.load();
        Thread.ofPlatform()
                .name("panamatorch-lent-memory")
                .daemon()
                .start(LentMemory::takeBackForEver);
    }

    private LentMemory() {}

    /**
     * Keeps memory reachable.
     *
     * @param memory the memory
     * @return the token under which LibTorch gives it back
     */
    public static long lend(MemorySegment memory) {
        long token = tokens.incrementAndGet();
        lent.put(token, memory);
        return token;
    }

    /**
     * Keeps memory reachable no longer.
     *
     * @param token the token; one that is not lent is passed over
     */
    public static void takeBack(long token) {
        lent.remove(token);
    }

    /**
     * How much is lent.
     *
     * @return the number of pieces
     */
    public static int size() {
        return lent.size();
    }

    private static void takeBackForEver() {
        MemorySegment notes = Arena.global().allocate(ValueLayout.JAVA_LONG, NOTES);
        while (true) {
            long count = PanamaTorch.pt_memory_wait_released(notes, NOTES);
            for (long i = 0; i < count; i++) {
                takeBack(notes.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
        }
    }
}
