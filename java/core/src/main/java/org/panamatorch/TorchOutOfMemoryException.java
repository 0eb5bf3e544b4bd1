package org.panamatorch;

/**
 * No memory for a tensor, though what was unreachable had been released and the operation tried
 * again.
 */
public final class TorchOutOfMemoryException extends TorchException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the text
     * @param nativeTrace the text with the C++ backtrace, or null
     */
    public TorchOutOfMemoryException(String message, String nativeTrace) {
        super(Kind.OUT_OF_MEMORY, message, nativeTrace);
    }
}
