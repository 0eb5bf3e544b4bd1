package org.panamatorch.internal.checkpoint;

import org.panamatorch.checkpoint.CheckpointContexts;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.DeterminismCheck;

import java.util.function.Supplier;

/**
 * Options of a checkpoint.
 *
 * @param useReentrant whether the function is differentiated by a backward pass of its own: false
 *     is recommended; where it is not set it is true, with a warning
 * @param preserveRngState whether random numbers are the same when it is computed again
 * @param contextFn gives what is opened around the calls of the function, anew for each checkpoint;
 *     not where it is reentrant
 * @param determinismCheck how what is computed again is compared; not where it is reentrant
 * @param debug whether an error tells where tensors were saved; not where it is reentrant
 * @param earlyStop whether computing again stops with the last tensor that is needed; never where
 *     it is reentrant
 */
@OptionSet(home = "org.panamatorch.checkpoint")
public record CheckpointSpec(
        @Default("null") Boolean useReentrant,
        @Default("true") boolean preserveRngState,
        @Default("null") Supplier<CheckpointContexts> contextFn,
        @Default("DEFAULT") DeterminismCheck determinismCheck,
        @Default("false") boolean debug,
        @Default("true") boolean earlyStop) {}
