package org.panamatorch.checkpoint;

import org.panamatorch.internal.call.Arguments;

import java.util.function.Supplier;

/**
 * The contexts of a checkpoint's function, of the first call and of those that compute it again:
 * each is opened before the call and closed after it, as {@code Torch.noGrad()} or a count of one's
 * own may be.
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
