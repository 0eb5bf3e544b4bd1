package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of the smooth positive part.
 *
 * @param beta how sharp the bend is
 * @param threshold the value of {@code beta x} above which the result is x
 */
@OptionSet
public record SoftplusSpec(@Default("1.0") Number beta, @Default("20.0") Number threshold) {}
