package org.panamatorch.internal.checkpoint;

/** Thrown through a function when all that is needed of it has been computed again. */
final class StopRecomputation extends Error {
    static final StopRecomputation NOW = new StopRecomputation();

    private static final long serialVersionUID = 1L;

    private StopRecomputation() {
        super("all that is needed has been computed again", null, false, false);
    }
}
