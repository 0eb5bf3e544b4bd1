package org.panamatorch.internal.load;

/** Why a place does not do, in words for the user. */
final class LoadException extends Exception {
    private static final long serialVersionUID = 1;

    LoadException(String reason) {
        super(reason);
    }

    LoadException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
