package org.panamatorch.internal.io;

import java.io.Serial;

/** A pickle is wrong, or says what is not allowed; who reads it knows where. */
final class PickleFault extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    PickleFault(String problem) {
        super(problem);
    }

    PickleFault(String problem, Throwable cause) {
        super(problem, cause);
    }
}
