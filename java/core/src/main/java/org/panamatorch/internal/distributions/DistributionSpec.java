package org.panamatorch.internal.distributions;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a distribution.
 *
 * @param validateArgs whether to check parameters and values, where that is not as {@code
 *     Distribution.setDefaultValidateArgs} says
 */
@OptionSet(home = "org.panamatorch.distributions")
public record DistributionSpec(@Default("null") Boolean validateArgs) {}
