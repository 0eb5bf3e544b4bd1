package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;

/**
 * Options of the unit with a slope for what is negative.
 *
 * @param negativeSlope the slope of what is negative
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record LeakyReLUSpec(
        @Default("0.01") Number negativeSlope,
        @Default("false") @PrintedIfChanged boolean inplace) {}
