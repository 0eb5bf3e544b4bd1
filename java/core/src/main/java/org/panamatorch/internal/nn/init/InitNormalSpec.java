package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of normal initial values.
 *
 * @param mean the mean
 * @param std the standard deviation
 * @param generator where the random numbers come from
 */
@OptionSet
@Unprinted
public record InitNormalSpec(
        @Default("0") double mean,
        @Default("1") double std,
        @Default("null") Generator generator) {}
