package org.panamatorch.internal.checkpoint;

/** Options of checkpoints that are set for all of them. */
public final class Overrides {
    private static volatile Boolean earlyStop;
    private static volatile Boolean debug;

    private Overrides() {}

    /**
     * Sets whether computing again stops early.
     *
     * @param enabled whether it does, or null for what each checkpoint says
     * @return what was set before
     */
    public static Boolean setEarlyStop(Boolean enabled) {
        Boolean before = earlyStop;
        earlyStop = enabled;
        return before;
    }

    /**
     * Sets whether errors tell where tensors were saved.
     *
     * @param enabled whether they do, or null for what each checkpoint says
     * @return what was set before
     */
    public static Boolean setDebug(Boolean enabled) {
        Boolean before = debug;
        debug = enabled;
        return before;
    }

    static boolean stopsEarly(CheckpointSpec options) {
        return earlyStop == null ? options.earlyStop() : earlyStop;
    }

    static boolean explains(CheckpointSpec options) {
        return debug == null ? options.debug() : debug;
    }
}
