package org.panamatorch.codegen.bindings;

/**
 * A header holds something that the stand-in generator does not read.
 *
 * <p>The message names the place, what was found and what is expected there.
 */
final class HeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what the C compiler says. */
    HeaderException(String message) {
        super(message);
    }

    HeaderException(SourcePosition position, String found, String expected) {
        super(position + ": " + found + "; expected " + expected);
    }
}
