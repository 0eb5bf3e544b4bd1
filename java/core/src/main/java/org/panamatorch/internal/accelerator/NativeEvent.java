package org.panamatorch.internal.accelerator;

import org.panamatorch.Device;
import org.panamatorch.internal.library.PtAccelerator;
import org.panamatorch.internal.memory.NativeHandle;

/** One of LibTorch's events. */
public final class NativeEvent {
    private final NativeHandle handle;

    /**
     * Makes an event.
     *
     * @param timing whether it tells the time
     */
    public NativeEvent(boolean timing) {
        this.handle = PtAccelerator.event_new(timing);
    }

    /**
     * The device on whose stream it was recorded.
     *
     * @return the index, {@link Device#CURRENT} before
     */
    public int device() {
        return (int) PtAccelerator.event_device(handle);
    }

    /**
     * Marks the place behind what was queued so far.
     *
     * @param stream where
     */
    public void record(NativeStream stream) {
        PtAccelerator.event_record(handle, stream.handle());
    }

    /**
     * Lets later work wait.
     *
     * @param stream whose work
     */
    public void block(NativeStream stream) {
        PtAccelerator.event_block(handle, stream.handle());
    }

    /**
     * Whether it was reached, or never recorded.
     *
     * @return true if it was
     */
    public boolean query() {
        return PtAccelerator.event_query(handle);
    }

    /** Waits until it is reached. */
    public void synchronize() {
        PtAccelerator.event_synchronize(handle);
    }

    /**
     * The time to a later event.
     *
     * @param end the other
     * @return milliseconds
     */
    public double elapsed(NativeEvent end) {
        return PtAccelerator.event_elapsed(handle, end.handle);
    }

    /** Releases the event. */
    public void close() {
        handle.close();
    }
}
