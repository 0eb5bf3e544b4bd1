package org.panamatorch.internal.func;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.Randomness;

/**
 * Options of a function over batches.
 *
 * @param inDims over which dimension of the arguments to go, null for none: one for all arguments,
 *     one each, or one for each of their tensors
 * @param outDims where the results have the batch, null for a result without one: one for all
 *     tensors of the result, or one each
 * @param randomness how random operations behave
 * @param chunkSize how much of the batch to compute at once, null for all of it
 */
@OptionSet(home = "org.panamatorch.func")
public record VmapSpec(
        @Default("0") Integer[] inDims,
        @Default("0") Integer[] outDims,
        @Default("ERROR") Randomness randomness,
        @Default("null") Long chunkSize) {}
