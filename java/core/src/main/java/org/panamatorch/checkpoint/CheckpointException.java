package org.panamatorch.checkpoint;

import org.panamatorch.TorchException;

/** A checkpointed function that saves other tensors when it is computed again. */
public final class CheckpointException extends TorchException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what differs
     */
    public CheckpointException(String message) {
        super(Kind.RUNTIME, message);
    }
}
