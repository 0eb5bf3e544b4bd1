package org.panamatorch.internal.call;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;

/** How often something is refined in one call. */
public final class Iterations {
    // What has not converged by then does not, and even the smallest takes seconds for so many.
    private static final int MOST = 1 << 16;

    private Iterations() {}

    /**
     * Refuses numbers that would keep a call busy for minutes.
     *
     * @param count the number
     * @param name its name in Python, for the error
     * @param operation for the error
     * @param arguments for the error
     * @throws TorchException if it is too large
     */
    public static void requireFew(long count, String name, String operation, Object... arguments) {
        if (count > MOST) {
            throw Failure.refusal(
                    Kind.VALUE,
                    name + "(=" + count + ") is expected to be at most " + MOST,
                    operation,
                    arguments);
        }
    }
}
