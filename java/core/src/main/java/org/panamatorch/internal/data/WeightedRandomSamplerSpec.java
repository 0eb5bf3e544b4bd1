package org.panamatorch.internal.data;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a sampler by weights.
 *
 * @param replacement whether a sample can be drawn again
 * @param generator the source of random numbers, in place of the default one
 */
@OptionSet(home = "org.panamatorch.data")
public record WeightedRandomSamplerSpec(
        @Default("true") boolean replacement, @Default("null") Generator generator) {}
