package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.GeluApproximation;

/**
 * The option of the Gaussian error linear unit.
 *
 * @param approximate whether to approximate it, and how
 */
@OptionSet
public record GELUSpec(@Default("NONE") GeluApproximation approximate) {}
