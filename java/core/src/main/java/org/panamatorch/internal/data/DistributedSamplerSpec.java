package org.panamatorch.internal.data;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a sampler for one process of several.
 *
 * @param shuffle whether the order is random
 * @param seed the seed of the order, the same in each process
 * @param dropLast whether to leave samples out, rather than give some twice, where the processes
 *     cannot have equally many
 */
@OptionSet(home = "org.panamatorch.data")
public record DistributedSamplerSpec(
        @Default("true") boolean shuffle,
        @Default("0") long seed,
        @Default("false") boolean dropLast) {}
