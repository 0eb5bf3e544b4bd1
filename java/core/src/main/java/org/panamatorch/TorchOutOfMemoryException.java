package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.function.Supplier;

/**
 * No memory for a tensor, though what was unreachable had been released and the operation tried
 * again; {@code backward}, {@code Autograd.grad} and an optimizer's step, which cannot be repeated,
 * are not tried again.
 *
 * <p>In debug mode ({@link NativeMemory#setDebug}) the text names the largest allocation sites, and
 * otherwise how to switch it on.
 */
public final class TorchOutOfMemoryException extends TorchException {
    private static final long serialVersionUID = 1L;

    private final transient List<AllocationSite> allocationSites;

    /**
     * Makes an exception.
     *
     * @param message the text
     * @param nativeTrace finds the text with the C++ backtrace, or null
     * @param allocationSites where what holds the memory was made, copied
     */
    public TorchOutOfMemoryException(
            String message, Supplier<String> nativeTrace, List<AllocationSite> allocationSites) {
        super(Kind.OUT_OF_MEMORY, message, nativeTrace);
        Arguments.requireAll(
                allocationSites, "TorchOutOfMemoryException", "allocationSites", "sites");
        this.allocationSites = List.copyOf(allocationSites);
    }

    /**
     * Where the native objects had been made that were alive when memory was lacking.
     *
     * @return the sites, those with the most bytes first; empty when debug mode was off
     */
    public List<AllocationSite> allocationSites() {
        return allocationSites == null ? List.of() : allocationSites;
    }
}
