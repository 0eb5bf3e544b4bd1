package org.panamatorch;

import org.panamatorch.internal.warn.WarningLog;

import java.util.ArrayList;
import java.util.List;

/**
 * The warnings of a thread, kept from the log until closed.
 *
 * <p>Made by {@link Warnings#capture()}. Captures nest, and the innermost one gets a warning.
 */
public final class WarningCapture implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final List<Warning> warnings = new ArrayList<>();
    private final WarningLog.Receiver receiver = warnings::add;

    WarningCapture() {
        WarningLog.push(receiver);
    }

    /**
     * The warnings so far. It can be read after the capture is closed too.
     *
     * @return the warnings in their order, each as often as it came; a copy
     */
    public List<Warning> list() {
        return List.copyOf(warnings);
    }

    /**
     * Lets warnings go where they went before this capture and those that were opened within it.
     * Closing again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    "WarningCapture.close: opened on thread "
                            + thread.getName()
                            + ", closed on thread "
                            + Thread.currentThread().getName());
        }
        WarningLog.pop(receiver);
    }
}
