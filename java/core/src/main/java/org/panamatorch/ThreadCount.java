package org.panamatorch;

import org.panamatorch.TorchException.Kind;

/** How many threads a machine can have. */
final class ThreadCount {
    // More than a few a processor gain nothing.
    private static final int PER_PROCESSOR = 4;
    private static final int ALWAYS_POSSIBLE = 256;

    private ThreadCount() {}

    /** Refuses a count with which OpenMP ends the process, as it cannot make a thread. */
    static int possible(int threads, String operation) {
        int most =
                Math.max(
                        ALWAYS_POSSIBLE,
                        PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        if (threads > most) {
            throw new TorchException(
                    Kind.VALUE,
                    operation
                            + ": threads is "
                            + threads
                            + ", expected at most "
                            + most
                            + " on this machine");
        }
        return threads;
    }
}
