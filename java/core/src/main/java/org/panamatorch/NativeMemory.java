package org.panamatorch;

import org.panamatorch.internal.memory.Memory;

/**
 * What tensors hold outside of Java's heap.
 *
 * <p>Past the soft limit, and when LibTorch has no memory left, what is unreachable is released
 * before work goes on. The limit is as large as Java's heap may become, or the system property
 * {@code panamatorch.memory.softLimit} in bytes.
 */
public final class NativeMemory {
    private NativeMemory() {}

    /**
     * The native objects, tensors nearly all, that no scope owns and that have not been released.
     *
     * @return the count
     */
    public static long liveHandles() {
        return Memory.live();
    }

    /**
     * The bytes that CPU tensors hold, those among them that only LibTorch refers to.
     *
     * @return the count, as the allocator rounds it
     */
    public static long cpuBytes() {
        return Memory.liveBytes();
    }

    /**
     * The bytes of CPU tensors past which what is unreachable is looked for.
     *
     * @return the limit
     */
    public static long softLimit() {
        return Memory.softLimit();
    }

    /**
     * Sets the bytes of CPU tensors past which what is unreachable is looked for.
     *
     * @param bytes the limit, positive
     * @throws IllegalArgumentException if it is not positive
     */
    public static void setSoftLimit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException(
                    "setSoftLimit: bytes is " + bytes + ", expected a positive number");
        }
        Memory.setSoftLimit(bytes);
    }

    /**
     * Runs the collector and releases what is unreachable.
     *
     * @return whether anything was released
     */
    public static boolean collect() {
        return Memory.collect();
    }
}
