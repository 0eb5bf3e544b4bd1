package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;

/**
 * Options of exponential linear units.
 *
 * @param alpha minus the limit for large negative inputs
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record ELUSpec(
        @Default("1.0") Number alpha, @Default("false") @PrintedIfChanged boolean inplace) {}
