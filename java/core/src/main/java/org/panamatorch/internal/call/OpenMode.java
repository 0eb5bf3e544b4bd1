package org.panamatorch.internal.call;

/**
 * Something that LibTorch keeps with an operating system thread, from when it is opened to when it
 * is closed there.
 */
public final class OpenMode {
    // How many are open, in an array for want of a mutable number.
    private static final ThreadLocal<long[]> openModes = ThreadLocal.withInitial(() -> new long[1]);

    private final Thread thread = Thread.currentThread();
    private final long depth;
    private boolean closed;

    /**
     * Opens one.
     *
     * @param operation what opens it, for the error
     * @param instead what works on virtual threads, for the error
     * @throws IllegalStateException on a virtual thread
     */
    public OpenMode(String operation, String instead) {
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

    /**
     * Closes it, also if others that were opened later are open.
     *
     * @param name what is closed, for the errors
     * @return false if it was closed before
     * @throws IllegalStateException on another thread than the one that opened it, or if one that
     *     was opened before it was closed first
     */
    public boolean close(String name) {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    name
                            + ".close: opened on thread "
                            + thread.getName()
                            + ", closed on thread "
                            + Thread.currentThread().getName());
        }
        if (closed) {
            return false;
        }
        closed = true;
        long[] open = openModes.get();
        if (open[0] < depth) {
            throw new IllegalStateException(
                    name + ".close: the mode that this one was opened in was closed first");
        }
        open[0] = depth - 1;
        return true;
    }
}
