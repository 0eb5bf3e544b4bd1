package org.panamatorch;

/** A function whose derivatives {@link Autograd#gradcheck} has found wrong. */
public final class GradcheckException extends TorchException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong
     */
    public GradcheckException(String message) {
        super(Kind.RUNTIME, message);
    }
}
