package org.panamatorch.internal.call;

import org.panamatorch.Device;

/**
 * The device of new tensors that name none. LibTorch knows no such thing; Python puts it into the
 * arguments, too.
 */
public final class DefaultDevice {
    private static final ThreadLocal<Device> chosen = new ThreadLocal<>();

    // Nearly all programs do without, and need not look at the thread.
    private static volatile boolean everChosen;

    private DefaultDevice() {}

    /**
     * The device that this thread has chosen.
     *
     * @return the device, or null
     */
    public static Device chosen() {
        return everChosen ? chosen.get() : null;
    }

    /**
     * The device of new tensors.
     *
     * @return the device that this thread has chosen, or else the CPU
     */
    public static Device get() {
        Device device = chosen();
        return device == null ? Device.CPU : device;
    }

    /**
     * Chooses the device of this thread's new tensors.
     *
     * @param device the device, or null for none
     */
    public static void set(Device device) {
        if (device == null) {
            chosen.remove();
        } else {
            everChosen = true;
            chosen.set(device);
        }
    }

    /**
     * The device of a new tensor.
     *
     * @param device what was asked for, or null
     * @return that, or else what this thread has chosen, or null
     */
    public static Device or(Device device) {
        return device == null ? chosen() : device;
    }
}
