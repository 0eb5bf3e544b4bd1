package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

/** What other packages may ask of the memory model. */
public final class Memory {
    private Memory() {}

    /**
     * Collects and releases what is unreachable.
     *
     * @return whether any native object was released meanwhile
     */
    public static boolean collect() {
        return MemoryPressure.collect();
    }

    /**
     * The handles that neither a scope nor a close has released.
     *
     * @return the count
     */
    public static long live() {
        return HandleRegistry.size();
    }

    /**
     * The bytes that CPU tensors hold.
     *
     * @return the count, as the allocator rounds it
     */
    public static long liveBytes() {
        return MemoryPressure.liveBytes();
    }

    /**
     * The bytes that tensors hold on accelerators.
     *
     * @return the count
     */
    public static long acceleratorBytes() {
        return MemoryPressure.acceleratorBytes.getAsLong();
    }

    /**
     * The bytes past which what is unreachable is looked for.
     *
     * @return the limit
     */
    public static long softLimit() {
        return MemoryPressure.softLimit();
    }

    /**
     * Sets the bytes past which what is unreachable is looked for.
     *
     * @param bytes the limit
     */
    public static void setSoftLimit(long bytes) {
        MemoryPressure.setSoftLimit(bytes);
    }

    /**
     * The bytes that CPU tensors may hold together.
     *
     * @return the limit
     */
    public static long limit() {
        return PanamaTorch.pt_memory_limit();
    }

    /**
     * Sets the bytes that CPU tensors may hold together.
     *
     * @param bytes the limit, not negative
     */
    public static void setLimit(long bytes) {
        PanamaTorch.pt_memory_set_limit(bytes);
    }

    /**
     * The bytes of freed large blocks that are kept.
     *
     * @return the count
     */
    public static long cachedBytes() {
        return BlockCache.bytes();
    }

    /**
     * Sets how many bytes of freed large blocks may be kept.
     *
     * @param bytes the limit, not negative
     */
    public static void setCacheLimit(long bytes) {
        BlockCache.limit(bytes);
    }

    /** Gives the freed large blocks that are kept back to the system. */
    public static void emptyCache() {
        BlockCache.clear();
    }
}
