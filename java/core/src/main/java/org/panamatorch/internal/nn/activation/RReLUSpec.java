package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;

/**
 * Options of the unit with random slopes for what is negative.
 *
 * @param lower the least slope
 * @param upper the greatest slope
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record RReLUSpec(
        @Default("1.0 / 8") Number lower,
        @Default("1.0 / 3") Number upper,
        @Default("false") @PrintedIfChanged boolean inplace) {}
