package org.panamatorch;

import org.panamatorch.internal.memory.AllocationSites;
import org.panamatorch.internal.memory.MemoryModel;

import java.util.List;

/**
 * Shows and limits the memory that tensors hold outside of Java's heap.
 *
 * <p>Past the soft limit, and when LibTorch has no memory left, what is unreachable is released
 * before work goes on. The limit is what Java's heap holds at that time, at least 256 MiB, or the
 * system property {@code panamatorch.memory.softLimit} in bytes.
 *
 * <p>CPU tensors may hold as many bytes as the machine has, or its container may use, or the system
 * property {@code panamatorch.memory.limit} says: a machine that has to hold more ends the process.
 *
 * <p>Freed blocks serve later tensors: small ones on the thread that freed them, large ones in the
 * whole process. Getting memory from the system page by page can take longer than to compute what
 * goes in. At most 256 MiB of large blocks are kept, or the system property {@code
 * panamatorch.memory.cacheLimit} in bytes; 0 keeps none, nor small ones.
 *
 * <p>In debug mode each native object remembers where it was made; the system property {@code
 * panamatorch.memory.debug=true} or {@link #setDebug} switches it on. It costs some microseconds
 * and some hundred bytes an object, and nothing when it is off.
 */
public final class NativeMemory {
    private NativeMemory() {}

    /**
     * The native objects, tensors nearly all, that no scope owns and that have not been released.
     *
     * @return the count
     */
    public static long liveHandles() {
        return MemoryModel.live();
    }

    /**
     * The bytes that CPU tensors hold, those among them that only LibTorch refers to.
     *
     * @return the count, as the allocator rounds it
     */
    public static long cpuBytes() {
        return MemoryModel.liveBytes();
    }

    /**
     * The bytes that tensors hold on the devices of the accelerator, all together.
     *
     * @return the count, as their allocator rounds it; 0 where nothing has used them
     */
    public static long acceleratorBytes() {
        return MemoryModel.acceleratorBytes();
    }

    /**
     * The bytes of CPU tensors, and those of tensors on accelerators, past which what is
     * unreachable is looked for.
     *
     * @return the limit
     */
    public static long softLimit() {
        return MemoryModel.softLimit();
    }

    /**
     * Sets the bytes of CPU tensors, and those of tensors on accelerators, past which what is
     * unreachable is looked for.
     *
     * @param bytes the limit, positive
     * @throws IllegalArgumentException if it is not positive
     */
    public static void setSoftLimit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException(
                    "setSoftLimit: bytes is " + bytes + ", expected a positive number");
        }
        MemoryModel.setSoftLimit(bytes);
    }

    /**
     * The bytes that CPU tensors may hold together.
     *
     * @return the limit
     */
    public static long limit() {
        return MemoryModel.limit();
    }

    /**
     * Sets the bytes that CPU tensors may hold together. What would make a large tensor past it
     * collects, and then throws {@link TorchOutOfMemoryException}; a view that repeats elements may
     * have no more of them than that.
     *
     * @param bytes the limit
     * @throws IllegalArgumentException if it is negative
     */
    public static void setLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "setLimit: bytes is " + bytes + ", expected 0 or a positive number");
        }
        MemoryModel.setLimit(bytes);
    }

    /**
     * Runs the collector and releases what is unreachable.
     *
     * @return whether anything was released
     */
    public static boolean collect() {
        return MemoryModel.collect();
    }

    /**
     * The bytes of freed large blocks that are kept for later tensors; they are not among {@link
     * #cpuBytes}.
     *
     * @return the count
     */
    public static long cachedBytes() {
        return MemoryModel.cachedBytes();
    }

    /**
     * Sets how many bytes of freed large blocks may be kept. More than that goes back to the system
     * now.
     *
     * @param bytes the limit; 0 keeps none, nor small ones
     * @throws IllegalArgumentException if it is negative
     */
    public static void setCacheLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "setCacheLimit: bytes is " + bytes + ", expected 0 or a positive number");
        }
        MemoryModel.setCacheLimit(bytes);
    }

    /** Gives the freed large blocks that are kept back to the system. */
    public static void emptyCache() {
        MemoryModel.emptyCache();
    }

    /**
     * Whether native objects remember where they were made.
     *
     * @return true in debug mode
     */
    public static boolean isDebug() {
        return AllocationSites.isEnabled();
    }

    /**
     * Switches debug mode on, for what is made from now on, or off, which forgets what was
     * remembered.
     *
     * @param debug whether native objects shall remember where they were made
     */
    public static void setDebug(boolean debug) {
        AllocationSites.setEnabled(debug);
    }

    /**
     * Where the native objects that are not released were made, as far as that was in debug mode:
     * those of scopes too, and those that are unreachable until the next {@link #collect}.
     *
     * @return the sites, those with the most bytes first, then those with the most objects; empty
     *     when debug mode is off
     */
    public static List<AllocationSite> allocationSites() {
        return AllocationSites.since(0);
    }
}
