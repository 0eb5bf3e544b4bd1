package org.panamatorch;

import org.panamatorch.option.Randomness;

/**
 * What {@code vmap} does, for a {@link VmapRule}.
 *
 * @param batchSize the size of the dimension that it hides
 * @param randomness what random operations are to do
 */
public record VmapInfo(long batchSize, Randomness randomness) {}
