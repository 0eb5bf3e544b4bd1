package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.load.NativeLibrary;

/**
 * The memory model, as other packages see it. Where that is a program's first use of the library,
 * it is loaded before, with all its initializers.
 */
public final class MemoryModel {
    private MemoryModel() {}

    /**
     * Collects and releases what is unreachable.
     *
     * @return whether any native object was released meanwhile
     */
    public static boolean collect() {
        NativeLibrary.load();
        return MemoryPressure.collect();
    }

    /**
     * The handles that neither a scope nor a close has released.
     *
     * @return the count
     */
    public static long live() {
        NativeLibrary.load();
        return HandleRegistry.size();
    }

    /**
     * The bytes that CPU tensors hold.
     *
     * @return the count, as the allocator rounds it
     */
    public static long liveBytes() {
        NativeLibrary.load();
        return MemoryPressure.liveBytes();
    }

    /**
     * The bytes that tensors hold on accelerators.
     *
     * @return the count
     */
    public static long acceleratorBytes() {
        NativeLibrary.load();
        return MemoryPressure.acceleratorBytes.getAsLong();
    }

    /**
     * The bytes past which what is unreachable is looked for.
     *
     * @return the limit
     */
    public static long softLimit() {
        NativeLibrary.load();
        return MemoryPressure.softLimit();
    }

    /**
     * Sets the bytes past which what is unreachable is looked for.
     *
     * @param bytes the limit
     */
    public static void setSoftLimit(long bytes) {
        NativeLibrary.load();
        MemoryPressure.setSoftLimit(bytes);
    }

    /**
     * The bytes that CPU tensors may hold together.
     *
     * @return the limit
     */
    public static long limit() {
        NativeLibrary.load();
        return PanamaTorch.pt_memory_limit();
    }

    /**
     * Sets the bytes that CPU tensors may hold together.
     *
     * @param bytes the limit, not negative
     */
    public static void setLimit(long bytes) {
        NativeLibrary.load();
        PanamaTorch.pt_memory_set_limit(bytes);
    }

    /**
     * The bytes of freed large blocks that are kept.
     *
     * @return the count
     */
    public static long cachedBytes() {
        NativeLibrary.load();
        return BlockCache.bytes();
    }

    /**
     * Sets how many bytes of freed large blocks may be kept.
     *
     * @param bytes the limit, not negative
     */
    public static void setCacheLimit(long bytes) {
        NativeLibrary.load();
        BlockCache.limit(bytes);
    }

    /** Gives the freed large blocks that are kept back to the system. */
    public static void emptyCache() {
        NativeLibrary.load();
        BlockCache.clear();
    }
}
