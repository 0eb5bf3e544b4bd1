package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of initial values from a normal distribution between two ends.
 *
 * @param mean the mean
 * @param std the standard deviation
 * @param a the lower end
 * @param b the upper end
 * @param generator where the random numbers come from
 */
@OptionSet
@Unprinted
public record InitTruncNormalSpec(
        @Default("0") double mean,
        @Default("1") double std,
        @Default("-2") double a,
        @Default("2") double b,
        @Default("null") Generator generator) {}
