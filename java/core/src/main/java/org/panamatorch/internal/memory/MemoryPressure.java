package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tells the collector of memory that it cannot see: when the handles that it has to release, or the
 * bytes behind them, have grown past a limit, what is unreachable is released, after a collection
 * if need be.
 */
final class MemoryPressure {
    static final String SOFT_LIMIT_PROPERTY = "panamatorch.memory.softLimit";

    // A small tensor is some hundred bytes to Java and about a kilobyte to LibTorch: so many of
    // them outweigh a young generation.
    private static final int HANDLE_LIMIT = 1 << 16;

    // After a collection the next one is due when what is alive has doubled, so that collections
    // cost a bounded share of the time.
    private static final int GROWTH = 2;

    // What accelerators hold is asked for when a stripe has a multiple of so many handles: asking
    // takes about as long as an operator.
    private static final int ACCELERATOR_INTERVAL = 128;

    // To watch so many handles one by one takes longer than to collect those groups first of which
    // no handle is reachable.
    private static final int MANY_HANDLES = 1 << 12;

    private static final ReentrantLock relieving = new ReentrantLock();

    // What the cache of large blocks holds: what a collection finds is then all at hand. Below this
    // a collection costs more than the system takes for as much fresh memory.
    private static final long LEAST_SOFT_LIMIT = 256L << 20;

    // 0 where none was set.
    private static volatile long givenSoftLimit = Long.getLong(SOFT_LIMIT_PROPERTY, 0);
    private static volatile long byteLimit = softLimit();
    private static volatile long acceleratorLimit = byteLimit;
    private static volatile int handleLimit = HANDLE_LIMIT;

    // Replaced by a test: a machine without an accelerator can show the policy, too.
    static volatile LongSupplier acceleratorBytes = PanamaTorch::pt_accelerator_allocated_bytes;

    private MemoryPressure() {}

    /** Initialized when the library is loaded. */
    private static final class Shared {
        static final MemorySegment BYTES =
                PanamaTorch.pt_memory_shared_bytes().reinterpret(ValueLayout.JAVA_LONG.byteSize());

        private Shared() {}
    }

    /** The bytes that CPU tensors hold. */
    static long liveBytes() {
        return PanamaTorch.pt_memory_bytes();
    }

    /** The same but for some kilobytes a thread, without a call. */
    private static long roughBytes() {
        return Shared.BYTES.get(ValueLayout.JAVA_LONG, 0);
    }

    // If none was set, as much as Java's heap holds, which says what a collection may cost: tensors
    // then have the heap collected no more often than as much garbage of Java's own would.
    static long softLimit() {
        long given = givenSoftLimit;
        if (given > 0) {
            return given;
        }
        Runtime runtime = Runtime.getRuntime();
        return Math.max(LEAST_SOFT_LIMIT, runtime.totalMemory() - runtime.freeMemory());
    }

    static void setSoftLimit(long bytes) {
        givenSoftLimit = bytes;
        byteLimit = bytes;
        acceleratorLimit = bytes;
    }

    /** Called for new handles, with how many their stripe of the registry has with them. */
    static void check(int stripeHandles, int added) {
        if (stripeHandles >= handleLimit
                || roughBytes() > byteLimit
                || stripeHandles % ACCELERATOR_INTERVAL < added && acceleratorsAreFull()) {
            relieve();
        }
    }

    private static boolean acceleratorsAreFull() {
        return acceleratorBytes.getAsLong() > acceleratorLimit;
    }

    private static void relieve() {
        // One thread relieves for all; the others go on.
        if (relieving.tryLock()) {
            try {
                // The heap may hold more than when the limits were set.
                byteLimit = Math.max(byteLimit, softLimit());
                acceleratorLimit = Math.max(acceleratorLimit, softLimit());
                // Small tensors without end are released as further ones are made.
                if (areBytesPressing()) {
                    HandleRegistry.drain();
                } else {
                    HandleRegistry.condemnQueued();
                }
                if (isPressing()) {
                    runCollector();
                    if (areBytesPressing() && watchEach()) {
                        runCollector();
                    }
                    byteLimit = Math.max(softLimit(), GROWTH * liveBytes());
                    acceleratorLimit = Math.max(softLimit(), GROWTH * acceleratorBytes.getAsLong());
                    handleLimit = Math.max(HANDLE_LIMIT, GROWTH * HandleRegistry.largestStripe());
                }
            } finally {
                relieving.unlock();
            }
        }
    }

    private static boolean areBytesPressing() {
        return liveBytes() > byteLimit || acceleratorsAreFull();
    }

    private static boolean isPressing() {
        return areBytesPressing() || HandleRegistry.largestStripe() >= handleLimit;
    }

    private static boolean watchEach() {
        try {
            return HandleRegistry.watchEach();
        } catch (OutOfMemoryError e) {
            // To release what can be is all the more urgent.
            return false;
        }
    }

    private static void releaseWatched() {
        try {
            HandleRegistry.releaseWatched();
        } catch (OutOfMemoryError e) {
            // The next collection finds them again.
        }
    }

    private static void runCollector() {
        // Code that native code has given back may be the last to refer to some tensors.
        LentObjects.takeBackUnused();
        System.gc();
        HandleRegistry.condemnCleared();
        releaseWatched();
        if (areBytesPressing()) {
            HandleRegistry.drain();
        }
        LentObjects.takeBackUnused();
    }

    /**
     * Collects and releases what is unreachable; returns whether anything was released meanwhile,
     * by any thread.
     */
    static boolean collect() {
        long before = HandleRegistry.released();
        ThreadHandles.mine().scopes().finish();
        if (HandleRegistry.largestStripe() > MANY_HANDLES) {
            runCollector();
        }
        watchEach();
        runCollector();
        HandleRegistry.sweep();
        LentObjects.takeBackUnused();
        return HandleRegistry.released() > before;
    }
}
