package org.panamatorch.parity;

/** There is no such operator. */
final class MissingException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingException(String why) {
        super(why);
    }
}
