package org.panamatorch;

import org.panamatorch.option.Randomness;

/**
 * The {@code vmap} that a {@link VmapRule} works for.
 *
 * @param batchSize the size of the dimension that it hides
 * @param randomness what random operations are to do
 */
public record VmapInfo(long batchSize, Randomness randomness) {}
