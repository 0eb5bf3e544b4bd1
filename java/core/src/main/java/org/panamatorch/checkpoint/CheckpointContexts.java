package org.panamatorch.checkpoint;

import org.panamatorch.internal.call.Arguments;

import java.util.function.Supplier;

/**
 * What a function of a checkpoint is called in, the first time and when it is computed again: each
 * is opened before the call and closed after it, as {@code Torch.noGrad()} or a count of one's own
 * may be.
 *
 * @param forward opens what is around the first call
 * @param recompute opens what is around each later one
 */
public record CheckpointContexts(
        Supplier<? extends AutoCloseable> forward, Supplier<? extends AutoCloseable> recompute) {
    /** Refuses null. */
    public CheckpointContexts {
        Arguments.requirePresent(forward, "CheckpointContexts", "forward", "a function");
        Arguments.requirePresent(recompute, "CheckpointContexts", "recompute", "a function");
    }
}
