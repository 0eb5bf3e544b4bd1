package org.panamatorch;

/** A hook that can be removed, as Python's {@code RemovableHandle}. */
@FunctionalInterface
public interface HookHandle extends AutoCloseable {
    /** Removes the hook. Removing it again does nothing. */
    void remove();

    /** Removes the hook. */
    @Override
    default void close() {
        remove();
    }
}
