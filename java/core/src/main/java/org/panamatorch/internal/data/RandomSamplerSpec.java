package org.panamatorch.internal.data;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a random sampler.
 *
 * @param replacement whether a sample can be drawn again
 * @param numSamples how many samples to draw, where it is not the dataset's size
 * @param generator the source of random numbers, in place of one that the default generator seeds
 */
@OptionSet(home = "org.panamatorch.data")
public record RandomSamplerSpec(
        @Default("false") boolean replacement,
        @Default("null") Long numSamples,
        @Default("null") Generator generator) {}
