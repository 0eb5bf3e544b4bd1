package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the function with random slopes that writes to its input.
 *
 * @param lower the least slope
 * @param upper the greatest slope
 * @param training whether slopes are random
 */
@OptionSet
@Unprinted
public record RReLUInplaceSpec(
        @Default("1.0 / 8") Number lower,
        @Default("1.0 / 3") Number upper,
        @Default("false") boolean training) {}
