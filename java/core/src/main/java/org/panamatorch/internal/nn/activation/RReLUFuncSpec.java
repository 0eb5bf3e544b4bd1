package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the function with random slopes for what is negative.
 *
 * @param lower the least slope
 * @param upper the greatest slope
 * @param training whether slopes are random
 * @param inplace whether the result is written to the input
 */
@OptionSet
@Unprinted
public record RReLUFuncSpec(
        @Default("1.0 / 8") Number lower,
        @Default("1.0 / 3") Number upper,
        @Default("false") boolean training,
        @Default("false") boolean inplace) {}
