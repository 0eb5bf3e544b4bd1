package org.panamatorch;

import org.panamatorch.internal.call.DefaultDevice;

/** A device that the thread's new tensors are on until it is closed. */
public final class DeviceMode implements AutoCloseable {
    private final Device before = DefaultDevice.chosen();
    private final Thread thread = Thread.currentThread();

    DeviceMode(Device device) {
        DefaultDevice.set(device);
    }

    /**
     * Restores the device that was there before.
     *
     * @throws IllegalStateException on another thread than the one that made it
     */
    @Override
    public void close() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "DeviceMode.close: called on thread "
                            + Thread.currentThread().getName()
                            + ", but the mode belongs to thread "
                            + thread.getName());
        }
        DefaultDevice.set(before);
    }
}
