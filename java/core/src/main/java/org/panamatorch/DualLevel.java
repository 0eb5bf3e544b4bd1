package org.panamatorch;

import org.panamatorch.internal.call.ForwardLevels;

/**
 * A thread's level of forward-mode derivatives, until closed: {@link ForwardAD#dualLevel()} makes
 * it.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.forward_ad.dual_level.html">dual_level</a>
 */
public final class DualLevel implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    DualLevel() {
        ForwardLevels.enter();
    }

    /**
     * Ends the level: its tensors have no tangents any more. Closing again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that began it
     */
    @Override
    public void close() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    "DualLevel.close: opened on thread "
                            + thread.getName()
                            + ", closed on thread "
                            + Thread.currentThread().getName());
        }
        if (!closed) {
            closed = true;
            ForwardLevels.leave();
        }
    }
}
