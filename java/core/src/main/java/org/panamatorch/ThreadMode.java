package org.panamatorch;

/** A mode of LibTorch's on one thread, until closed. */
abstract sealed class ThreadMode implements AutoCloseable
        permits GradMode, InferenceMode, Autocast, SavedTensorsHooks {
    // How many modes are open, in an array for want of a mutable number.
    private static final ThreadLocal<long[]> openModes = ThreadLocal.withInitial(() -> new long[1]);

    private final Thread thread = Thread.currentThread();
    private final long depth;
    private boolean closed;

    ThreadMode(String operation) {
        this(operation, "Torch." + operation + "(() -> ...)");
    }

    ThreadMode(String operation, String instead) {
        if (thread.isVirtual()) {
            // LibTorch keeps the mode with the carrier, which other virtual threads share.
            throw new IllegalStateException(
                    operation
                            + ": the mode belongs to an operating system thread, and a virtual"
                            + " thread has none to itself; pass the code that shall run in it: "
                            + instead);
        }
        this.depth = ++openModes.get()[0];
    }

    abstract void restore();

    /**
     * Restores the mode that was before, also if modes that were opened later are open. Closing
     * again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it, or if a mode
     *     that was opened before it was closed first
     */
    @Override
    public void close() {
        String name = getClass().getSimpleName();
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    name
                            + ".close: opened on thread "
                            + thread.getName()
                            + ", closed on thread "
                            + Thread.currentThread().getName());
        }
        if (closed) {
            return;
        }
        closed = true;
        long[] open = openModes.get();
        if (open[0] < depth) {
            throw new IllegalStateException(
                    name + ".close: the mode that this one was opened in was closed first");
        }
        open[0] = depth - 1;
        restore();
    }
}
