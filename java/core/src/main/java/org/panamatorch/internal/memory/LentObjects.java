package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Java objects that native code refers to by numbers, kept reachable as long as it does: memory
 * that tensors are over, and code that autograd calls. The last view of a tensor or the end of a
 * graph may die on any thread, also on one of LibTorch's or one whose stack is used up, which must
 * not enter Java: it only leaves a note, and a thread here reads the notes.
 */
public final class LentObjects {
    private static final int NOTES = 64;

    private static final Map<Long, Object> lent = new ConcurrentHashMap<>();

    // Other class loaders' tokens have other upper bits.
    private static final long client = newClient();
    private static final AtomicLong tokens = new AtomicLong(client << PanamaTorch.PT_TOKEN_BITS());

    // The notes that were read last, up to the first that was not followed yet: whatever is thrown
    // in between, none is lost.
    private static final MemorySegment notes =
            Arena.global().allocate(ValueLayout.JAVA_LONG, NOTES);
    private static long read;
    private static long followed;

    private static volatile boolean ending;

    static {
        DaemonThread.start("panamatorch-lent-memory", LentObjects::takeBackNext);
        stopWaitingAtTheEnd();
    }

    private LentObjects() {}

    private static long newClient() {
        long client = PanamaTorch.pt_client_new();
        if (client < 0) {
            throw new IllegalStateException(
                    "too many class loaders have loaded PanamaTorch in this process; start it"
                            + " anew");
        }
        return client;
    }

    /**
     * The number by which the native library knows these classes.
     *
     * @return the number
     */
    public static long client() {
        return client;
    }

    /** An object that is told when native code does not refer to it any more. */
    @FunctionalInterface
    public interface Returning {
        /** Called once, on any thread. */
        void returned();
    }

    /**
     * Keeps an object reachable.
     *
     * @param object the object
     * @return its token, which native code gives back; an object, so that {@link #takeBack} works
     *     where the heap is full
     */
    public static Long lend(Object object) {
        Long token = tokens.incrementAndGet();
        try {
            lent.put(token, object);
        } catch (Throwable e) {
            // A map may have taken it before it fails to grow.
            lent.remove(token);
            throw e;
        }
        return token;
    }

    /**
     * The object that is lent.
     *
     * @param token its token
     * @return the object, or null
     */
    public static Object get(long token) {
        return lent.get(token);
    }

    /**
     * Keeps an object reachable no longer.
     *
     * @param token its token; one that is not lent is passed over
     */
    public static void takeBack(Long token) {
        if (lent.remove(token) instanceof Returning object) {
            object.returned();
        }
    }

    /** Takes back what native code does not use any more. */
    public static synchronized void takeBackUnused() {
        do {
            for (; followed < read; followed++) {
                takeBack(notes.getAtIndex(ValueLayout.JAVA_LONG, followed));
            }
            read = 0;
            followed = 0;
            read = PanamaTorch.pt_lent_take_back(client, notes, NOTES);
        } while (read > 0);
    }

    /**
     * How much is lent and in use.
     *
     * @param type the type of object to count
     * @return the number of objects
     */
    public static int size(Class<?> type) {
        takeBackUnused();
        return Math.toIntExact(lent.values().stream().filter(type::isInstance).count());
    }

    private static void takeBackNext() {
        // First what an earlier failure has left.
        takeBackUnused();
        if (ending) {
            LockSupport.park(LentObjects.class);
        } else {
            PanamaTorch.pt_lent_wait(client);
        }
    }

    // A JVM that ends waits 0.3 s for a thread that stays in native code.
    private static void stopWaitingAtTheEnd() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(LentObjects::stopWaiting));
        } catch (IllegalStateException e) {
            // It is ending already.
        }
    }

    private static void stopWaiting() {
        ending = true;
        PanamaTorch.pt_lent_stop_waiting(client);
    }
}
