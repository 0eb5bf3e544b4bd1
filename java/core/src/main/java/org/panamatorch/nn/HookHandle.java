package org.panamatorch.nn;

/** A hook that can be removed, as Python's {@code RemovableHandle}. */
public final class HookHandle implements AutoCloseable {
    private final Runnable removal;

    HookHandle(Runnable removal) {
        this.removal = removal;
    }

    /** Removes the hook. Removing it again does nothing. */
    public void remove() {
        removal.run();
    }

    /** Removes the hook. */
    @Override
    public void close() {
        remove();
    }
}
