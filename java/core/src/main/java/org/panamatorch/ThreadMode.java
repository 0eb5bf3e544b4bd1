package org.panamatorch;

import org.panamatorch.internal.call.OpenMode;

/** A mode of LibTorch's on one thread, until closed. */
abstract sealed class ThreadMode implements AutoCloseable
        permits GradMode, InferenceMode, Autocast, SavedTensorsHooks {
    private final OpenMode mode;

    ThreadMode(String operation) {
        this(operation, "Torch." + operation + "(() -> ...)");
    }

    ThreadMode(String operation, String instead) {
        this.mode = new OpenMode(operation, instead);
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
        if (mode.close(getClass().getSimpleName())) {
            restore();
        }
    }
}
