package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of initial values that are scaled for the activation behind a weight.
 *
 * @param gain the factor of {@link org.panamatorch.nn.Init#calculateGain}
 * @param generator where the random numbers come from
 */
@OptionSet
@Unprinted
public record InitGainSpec(@Default("1") double gain, @Default("null") Generator generator) {}
