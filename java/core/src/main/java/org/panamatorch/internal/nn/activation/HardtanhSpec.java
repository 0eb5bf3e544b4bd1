package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;

/**
 * Options of the cut to an interval.
 *
 * @param minVal the lower end of the interval
 * @param maxVal its upper end
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record HardtanhSpec(
        @Default("-1.0") Number minVal,
        @Default("1.0") Number maxVal,
        @Default("false") @PrintedIfChanged boolean inplace) {}
