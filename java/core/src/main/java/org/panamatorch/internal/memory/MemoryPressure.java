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

    private static volatile long softLimit = Long.getLong(SOFT_LIMIT_PROPERTY, defaultSoftLimit());
    private static volatile long byteLimit = softLimit;
    private static volatile long acceleratorLimit = softLimit;
    private static volatile int handleLimit = HANDLE_LIMIT;

    // Replaced by a test: a machine without an accelerator can show the policy, too.
    static volatile LongSupplier acceleratorBytes = PanamaTorch::pt_accelerator_allocated_bytes;

    private MemoryPressure() {}

    // As much as Java's heap may take, like NIO's direct buffers; never so little that ordinary
    // programs collect all the time.
    private static long defaultSoftLimit() {
        final long least = 256L << 20;
        return Math.max(least, Runtime.getRuntime().maxMemory());
    }

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

    static long softLimit() {
        return softLimit;
    }

    static void setSoftLimit(long bytes) {
        softLimit = bytes;
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
                    byteLimit = Math.max(softLimit, GROWTH * liveBytes());
                    acceleratorLimit = Math.max(softLimit, GROWTH * acceleratorBytes.getAsLong());
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
