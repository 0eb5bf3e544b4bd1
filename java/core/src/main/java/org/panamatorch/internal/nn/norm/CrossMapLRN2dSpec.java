package org.panamatorch.internal.nn.norm;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of normalization by a running sum over other channels.
 *
 * @param alpha the factor of the sum of squares
 * @param beta the exponent
 * @param k what is added to the sum
 */
@OptionSet
public record CrossMapLRN2dSpec(
        @Default("0.0001") Number alpha, @Default("0.75") Number beta, @Default("1") Number k) {}
