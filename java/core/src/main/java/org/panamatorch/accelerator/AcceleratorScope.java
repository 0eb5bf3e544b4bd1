package org.panamatorch.accelerator;

import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.OpenMode;

/**
 * A current device or stream of one thread, until closed.
 *
 * @see Accelerator#deviceIndex(int)
 * @see Stream#use()
 */
public final class AcceleratorScope implements AutoCloseable {
    private final OpenMode mode;
    private final ModeCalls.Restorer before;

    AcceleratorScope(String operation, ModeCalls.Mode mode) {
        this.mode = new OpenMode(operation, operation + "(..., () -> ...)");
        this.before = entered(mode);
    }

    private ModeCalls.Restorer entered(ModeCalls.Mode entering) {
        try {
            return entering.enter();
        } catch (Throwable e) {
            mode.close("AcceleratorScope");
            throw e;
        }
    }

    /**
     * Restores the device or stream that was current before. Closing again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it, or if a mode
     *     that was opened before it was closed first
     */
    @Override
    public void close() {
        if (mode.close("AcceleratorScope")) {
            before.restore();
        }
    }
}
