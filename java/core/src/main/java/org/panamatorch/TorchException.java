package org.panamatorch;

import java.util.function.Supplier;

/**
 * An error that LibTorch reported, with PyTorch's text, the operation and what it was called with.
 *
 * <p>{@link #kind()} tells which of Python's exceptions PyTorch would raise.
 */
public class TorchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which kind of error. */
    public enum Kind {
        /** Python's {@code RuntimeError}. */
        RUNTIME,
        /** Python's {@code IndexError}. */
        INDEX,
        /** Python's {@code ValueError}. */
        VALUE,
        /** Python's {@code TypeError}. */
        TYPE,
        /** Python's {@code KeyError}. */
        KEY,
        /** Python's {@code AttributeError}. */
        ATTRIBUTE,
        /** Python's {@code NotImplementedError}. */
        NOT_IMPLEMENTED,
        /** {@code torch.linalg.LinAlgError}. */
        LINALG,
        /** {@code torch.OutOfMemoryError}. */
        OUT_OF_MEMORY
    }

    /** Python's exception. */
    private final Kind kind;

    private final transient Supplier<String> nativeTrace;

    /**
     * Makes an exception that no native code threw.
     *
     * @param kind the kind of error
     * @param message the text
     */
    public TorchException(Kind kind, String message) {
        this(kind, message, null);
    }

    /**
     * Makes an exception.
     *
     * @param kind the kind of error
     * @param message the text
     * @param nativeTrace finds the text with the C++ backtrace, or null
     */
    public TorchException(Kind kind, String message, Supplier<String> nativeTrace) {
        super(message);
        this.kind = kind;
        this.nativeTrace = nativeTrace;
    }

    /**
     * The kind of error.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * LibTorch's whole text with its C++ backtrace, for a report to PyTorch. The names of the
     * frames are looked up when this is called, which takes some milliseconds the first time.
     *
     * @return the text, or null where there is none, as after serialization
     */
    public String nativeTrace() {
        return nativeTrace == null ? null : nativeTrace.get();
    }
}
