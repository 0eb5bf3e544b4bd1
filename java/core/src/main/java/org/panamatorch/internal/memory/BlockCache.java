package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

/** The freed blocks that the native side keeps for later tensors. */
final class BlockCache {
    private BlockCache() {}

    static long bytes() {
        return PanamaTorch.pt_memory_cached_bytes();
    }

    static void limit(long bytes) {
        PanamaTorch.pt_memory_limit_cache(bytes);
    }

    static void clear() {
        PanamaTorch.pt_memory_empty_cache();
    }
}
