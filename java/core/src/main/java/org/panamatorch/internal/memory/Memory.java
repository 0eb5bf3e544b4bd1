package org.panamatorch.internal.memory;

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
}
