package org.panamatorch.internal.memory;

/**
 * Tells the collector of memory that it cannot see: when the registry's handles have grown past a limit, what is unreachable is
 * released, if need be after a collection.
 */
final class MemoryPressure {
    // So many small tensors weigh about as much as a young generation; a collection then costs a few ns a tensor.
    private static final int HANDLE_LIMIT = 1 << 16;

    // After a collection that freed little, the next is due when the live handles have doubled.
    private static final int GROWTH = 2;

    private static final int HAND_OVER_ROUNDS = 50;

    private static volatile int handleLimit = HANDLE_LIMIT;

    private MemoryPressure() {}

    static void check(int handles) {
        if (handles > handleLimit) {
            relieve(handles);
        }
    }

    private static void relieve(int handles) {
        HandleRegistry.drain();
        collect();
        handleLimit = Math.max(HANDLE_LIMIT, GROWTH * (int) Math.min(HandleRegistry.size(), Integer.MAX_VALUE / GROWTH));
    }

    /** Collects and releases what is unreachable; returns whether anything was released meanwhile, by any thread. */
    static boolean collect() {
        long before = HandleRegistry.released();
        System.gc();
        // The collector hands references over a moment after it has finished.
        for (int i = 0; i < HAND_OVER_ROUNDS; i++) {
            long sofar = HandleRegistry.released();
            HandleRegistry.drain();
            if (sofar > before && HandleRegistry.released() == sofar) {
                break;
            }
            Thread.yield();
        }
        return HandleRegistry.released() > before;
    }
}
